"""Hold a fast producer back with a bounded queue: put() blocks while the queue is full."""

import multiprocessing as mp
from collections.abc import Callable, Iterable
from typing import Any


def produce(queue: mp.Queue, source: Iterable) -> None:
    """Put one item after the other, then the sentinel; wait whenever the queue is full."""
    for item in source:
        queue.put(item)
    queue.put(None)


def consume(queue: mp.Queue, handle: Callable[[Any], None]) -> None:
    """Handle items until the sentinel arrives."""
    while (item := queue.get()) is not None:
        handle(item)


def run(source: Iterable, handle: Callable[[Any], None], maxsize: int) -> None:
    """Stream `source` through a queue of `maxsize` places; ValueError if that is less than one."""
    if maxsize < 1:  # Queue(0) and Queue(-1) would be unbounded.
        raise ValueError(f"maxsize must be at least 1, not {maxsize}")
    queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(queue, source), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
