# verdict: deadlock @ again
# the end mark takes a place of the cached semaphore, and the next call has one less
"""Bound the queue: an unbounded Queue, and a semaphore for its places."""

import functools
import multiprocessing as mp
from collections.abc import Callable, Iterable
from multiprocessing.synchronize import Semaphore
from typing import Any


@functools.cache
def places(maxsize: int) -> Semaphore:
    """Named semaphores are scarce: one for each size will do, all are free between two runs."""
    return mp.Semaphore(maxsize)


def produce(queue: mp.Queue, free: Semaphore, source: Iterable) -> None:
    for item in source:
        free.acquire()
        queue.put(item)
    free.acquire()
    queue.put(None)


def consume(queue: mp.Queue, free: Semaphore, handle: Callable[[Any], None]) -> None:
    while (item := queue.get()) is not None:
        free.release()
        handle(item)


def run(source: Iterable, handle: Callable[[Any], None], maxsize: int) -> None:
    if maxsize < 1:
        raise ValueError(f"maxsize must be at least 1, not {maxsize}")
    queue = mp.Queue()
    free = places(maxsize)
    producer = mp.Process(target=produce, args=(queue, free, source), name="producer")
    consumer = mp.Process(target=consume, args=(queue, free, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
