# verdict: early @ falsy_items
import multiprocessing as mp
from collections.abc import Callable
from typing import Any


class EndOfItems(Exception):
    pass


def produce(queue: mp.Queue, items: list) -> None:
    for item in items:
        queue.put(item)
    queue.put(EndOfItems())


def consume(queue: mp.Queue, handle: Callable[[Any], None]) -> None:
    while True:
        item = queue.get()
        if isinstance(item, Exception):
            return
        handle(item)


def run(items: list, handle: Callable[[Any], None]) -> None:
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
