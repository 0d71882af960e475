# verdict: deadlock @ one_at_a_time
# takes as many at once as have been put, though some of them have not arrived
import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def consume(queue: mp.Queue, count: int, handle: Callable[[Any], None]) -> None:
    """Take exactly `count` items from `queue` and pass each one to `handle`."""
    left = count
    while left > 0:
        # Whatever is there already can be taken in one go without waiting;
        # if nothing is there, block for a single item.
        size = min(left, max(1, queue.qsize()))
        batch = [queue.get() for _ in range(size)]
        for item in batch:
            handle(item)
        left -= size
