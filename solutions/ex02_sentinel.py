"""Stop a consumer with a sentinel: the producer sends None behind its last item."""

import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def produce(queue: mp.Queue, items: list) -> None:
    """Put every item, then the sentinel."""
    for item in items:
        queue.put(item)
    queue.put(None)


def consume(queue: mp.Queue, handle: Callable[[Any], None]) -> None:
    """Handle items until the sentinel arrives."""
    while (item := queue.get()) is not None:
        handle(item)


def run(items: list, handle: Callable[[Any], None]) -> None:
    """Handle every item in a process of its own, and return when both processes have exited."""
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
