# right: a lazy generator yields each item before it waits for the next
import multiprocessing as mp
from collections.abc import Iterator
from typing import Any


def take(queue, count: int) -> Iterator[Any]:
    """Yield the next `count` items of the queue, one at a time."""
    for _ in range(count):
        yield queue.get()


def consume(queue: mp.Queue, count: int, handle) -> None:
    for item in take(queue, count):
        handle(item)
