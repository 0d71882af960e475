"""Takes the lock, polls, reads the bytes and unpickles by hand, as Queue.get does inside."""

import multiprocessing as mp
import pickle
import time
from collections.abc import Callable
from typing import Any


def read_message(queue: mp.Queue, timeout: float) -> bytes | None:
    """The bytes of one item; None if nothing came for ``timeout`` seconds."""
    deadline = time.monotonic() + timeout
    if not queue._rlock.acquire(True, timeout):
        return None
    try:
        if not queue._reader.poll(max(0.0, deadline - time.monotonic())):
            return None
        message = queue._reader.recv_bytes()
        queue._sem.release()
        return message
    finally:
        queue._rlock.release()


def consume(
    queue: mp.Queue,
    handle: Callable[[Any], None],
    on_idle: Callable[[], bool],
    timeout: float,
) -> str:
    while True:
        message = read_message(queue, timeout)
        if message is None:
            if on_idle():
                return "idle"
            continue
        item = pickle.loads(message)
        if item is None:
            return "done"
        handle(item)
