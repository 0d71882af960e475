"""An iterator class with a countdown stands between the queue and the loop."""

import multiprocessing as mp
from collections.abc import Callable
from typing import Any


class Jobs:
    """Iterate over the next `count` items of a queue."""

    def __init__(self, queue: mp.Queue, count: int) -> None:
        self.queue = queue
        self.left = count

    def __iter__(self) -> "Jobs":
        return self

    def __next__(self) -> Any:
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.queue.get()


def consume(queue: mp.Queue, count: int, handle: Callable[[Any], None]) -> None:
    for job in Jobs(queue, count):
        handle(job)
