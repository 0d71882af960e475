"""connection.wait on the reading end with a deadline, then a get that keeps to the rest of the time."""

import multiprocessing as mp
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from queue import Empty
from typing import Any


def arrival(queue: mp.Queue, timeout: float) -> tuple[bool, Any]:
    """(True, item), or (False, None) after ``timeout`` seconds of silence."""
    deadline = time.monotonic() + timeout
    left = timeout
    while wait([queue._reader], left):
        # Another consumer may be faster, so this one must not wait without a limit.
        try:
            return True, queue.get(timeout=max(0.0, deadline - time.monotonic()))
        except Empty:
            left = deadline - time.monotonic()
            if left <= 0:
                break
    return False, None


def consume(
    queue: mp.Queue,
    handle: Callable[[Any], None],
    on_idle: Callable[[], bool],
    timeout: float,
) -> str:
    while True:
        arrived, item = arrival(queue, timeout)
        if not arrived:
            if on_idle():
                return "idle"
            continue
        if item is None:
            return "done"
        handle(item)
