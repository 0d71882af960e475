"""A SimpleQueue of tuples: one item inside, or nothing at the end."""

import multiprocessing as mp
from collections.abc import Callable
from typing import Any

END = ()


def produce(queue, items: list) -> None:
    for item in items:
        queue.put((item,))
    queue.put(END)


def consume(queue, handle: Callable[[Any], None]) -> None:
    while envelope := queue.get():
        (item,) = envelope
        handle(item)


def run(items: list, handle: Callable[[Any], None]) -> None:
    queue = mp.SimpleQueue()
    children = [
        mp.Process(target=produce, args=(queue, items), name="producer"),
        mp.Process(target=consume, args=(queue, handle), name="consumer"),
    ]
    for child in children:
        child.start()
    for child in children:
        child.join()
    queue.close()
