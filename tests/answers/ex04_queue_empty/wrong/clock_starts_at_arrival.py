# verdict: wrong @ as_often_as_the_timeout_passes
import time
import multiprocessing as mp
from collections.abc import Callable
from queue import Empty
from typing import Any


def consume(
    queue: mp.Queue,
    handle: Callable[[Any], None],
    on_idle: Callable[[], bool],
    timeout: float,
) -> str:
    last = time.monotonic()
    while True:
        silent = False
        try:
            item = queue.get(timeout=max(0.0, last + timeout - time.monotonic()))
        except Empty:
            silent = True
        last = time.monotonic()
        if silent:
            if on_idle():
                return "idle"
        elif item is None:
            return "done"
        else:
            handle(item)
