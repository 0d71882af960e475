# verdict: wrong @ every_item_in_order
import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def produce(queue: mp.Queue, items: list) -> None:
    for item in items:
        queue.put(item)
    queue.put(None)


def consume(queue: mp.Queue, handle: Callable[[Any], None]) -> None:
    while (item := queue.get()) is not None:
        handle(item)


def run(items: list, handle: Callable[[Any], None]) -> None:
    mp.set_start_method("spawn", force=True)
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
