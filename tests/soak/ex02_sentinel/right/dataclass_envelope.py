# right: an envelope class tells an item from the end
import multiprocessing as mp
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Item:
    payload: Any


@dataclass(frozen=True)
class End:
    pass


def _produce(queue, items):
    for item in items:
        queue.put(Item(item))
    queue.put(End())


def _consume(queue, handle):
    while isinstance(message := queue.get(), Item):
        handle(message.payload)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
