# verdict: deadlock @ many_items
# a batch that is not full ends it, and there is none if the items fill the last one
"""Add the sentinel: items travel in batches, and a batch that is not full is the last."""

import multiprocessing as mp
from collections.abc import Callable
from typing import Any

BATCH = 256


def produce(queue: mp.Queue, items: list) -> None:
    # max: an empty list sends one empty batch, so that the consumer hears of the end.
    for start in range(0, max(len(items), 1), BATCH):
        queue.put(items[start : start + BATCH])


def consume(queue: mp.Queue, handle: Callable[[Any], None]) -> None:
    more = True
    while more:
        batch = queue.get()
        for item in batch:
            handle(item)
        more = len(batch) == BATCH


def run(items: list, handle: Callable[[Any], None]) -> None:
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
