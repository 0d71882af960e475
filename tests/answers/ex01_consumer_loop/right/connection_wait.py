"""Waits on the queue's pipe with connection.wait, then takes."""

import multiprocessing as mp
import queue as std_queue
from collections.abc import Callable
from multiprocessing.connection import wait
from typing import Any


def consume(queue: mp.Queue, count: int, handle: Callable[[Any], None]) -> None:
    remaining = count
    while remaining:
        wait([queue._reader])
        try:
            item = queue.get(timeout=1)
        except std_queue.Empty:
            # Another reader was faster than we were.
            continue
        remaining -= 1
        handle(item)
