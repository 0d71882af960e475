"""Take a known number of items: block in get(), and count rounds, not what the queue holds."""

import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def consume(queue: mp.Queue, count: int, handle: Callable[[Any], None]) -> None:
    """Take exactly `count` items from `queue` and pass each one to `handle`."""
    for _ in range(count):
        handle(queue.get())
