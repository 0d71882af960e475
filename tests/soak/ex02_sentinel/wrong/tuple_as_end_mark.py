# verdict: early @ every_item_in_order
# The end mark is a tuple, found by ==: an item that is the same tuple ends the consumer.
import multiprocessing as mp
from collections.abc import Callable
from typing import Any

END = ("__end__", None)


def produce(queue: mp.Queue, items: list) -> None:
    for item in items:
        queue.put(item)
    queue.put(END)


def consume(queue: mp.Queue, handle: Callable[[Any], None]) -> None:
    while (item := queue.get()) != END:
        handle(item)


def run(items: list, handle: Callable[[Any], None]) -> None:
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
