# verdict: deadlock @ no_items
import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def produce(queue: mp.Queue, items: list) -> None:
    last = len(items) - 1
    for index, item in enumerate(items):
        queue.put((item, index == last))


def consume(queue: mp.Queue, handle: Callable[[Any], None]) -> None:
    is_last = False
    while not is_last:
        item, is_last = queue.get()
        handle(item)


def run(items: list, handle: Callable[[Any], None]) -> None:
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
