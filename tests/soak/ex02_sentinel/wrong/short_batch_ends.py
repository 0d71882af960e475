# verdict: deadlock @ no_items
import multiprocessing as mp
from collections.abc import Callable
from typing import Any

BATCH = 100


def produce(queue: mp.Queue, items: list) -> None:
    for start in range(0, len(items), BATCH):
        queue.put(items[start : start + BATCH])


def consume(queue: mp.Queue, handle: Callable[[Any], None]) -> None:
    while True:
        batch = queue.get()
        for item in batch:
            handle(item)
        if len(batch) < BATCH:
            return


def run(items: list, handle: Callable[[Any], None]) -> None:
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
