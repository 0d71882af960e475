# verdict: crashed @ many_items
import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def produce(queue: mp.Queue, items: list) -> None:
    for item in items:
        queue.put(item)
    queue.put(None)


def consume(queue: mp.Queue, handle: Callable[[Any], None]) -> None:
    item = queue.get()
    if item is None:
        return
    handle(item)
    consume(queue, handle)


def run(items: list, handle: Callable[[Any], None]) -> None:
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
