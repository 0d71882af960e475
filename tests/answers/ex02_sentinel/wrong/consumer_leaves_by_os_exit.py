# verdict: early @ returns_when_all_is_done
import multiprocessing as mp
import os
from collections.abc import Callable
from typing import Any


def produce(queue: mp.Queue, items: list) -> None:
    for item in items:
        queue.put(item)
    queue.put(None)


def consume(queue: mp.Queue, handle: Callable[[Any], None]) -> None:
    while True:
        item = queue.get()
        if item is None:
            os._exit(0)
        handle(item)


def run(items: list, handle: Callable[[Any], None]) -> None:
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
