# verdict: early @ late_first_item
import multiprocessing as mp
from collections.abc import Callable
from queue import Empty
from typing import Any


def produce(queue: mp.Queue, items: list) -> None:
    for item in items:
        queue.put(item)


def consume(queue: mp.Queue, handle: Callable[[Any], None]) -> None:
    while True:
        try:
            item = queue.get(timeout=3)
        except Empty:
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
