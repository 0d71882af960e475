# verdict: early @ every_item_in_order | late_last_item
import multiprocessing as mp
import time
from collections.abc import Callable
from typing import Any


def produce(queue: mp.Queue, items: list) -> None:
    for item in items:
        queue.put(item)


def consume(queue: mp.Queue, handle: Callable[[Any], None]) -> None:
    while (item := queue.get()) is not None:
        handle(item)


def run(items: list, handle: Callable[[Any], None]) -> None:
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    time.sleep(1)
    queue.put(None)
    producer.join()
    consumer.join()
