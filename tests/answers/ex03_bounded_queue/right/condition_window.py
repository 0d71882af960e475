"""A monitor: a Condition keeps the number of waiting items within its bound."""

import multiprocessing as mp
from collections.abc import Callable, Iterable
from typing import Any


class Window:
    """Count the items on their way; hold back whoever would make them too many."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.changed = mp.Condition()
        self.waiting = mp.Value("q", 0, lock=False)

    def enter(self) -> None:
        with self.changed:
            self.changed.wait_for(lambda: self.waiting.value < self.size)
            self.waiting.value += 1

    def leave(self) -> None:
        with self.changed:
            self.waiting.value -= 1
            self.changed.notify()


def produce(queue: mp.Queue, window: Window, source: Iterable) -> None:
    try:
        for item in source:
            window.enter()
            queue.put(item)
    finally:
        queue.put(None)


def consume(queue: mp.Queue, window: Window, handle: Callable[[Any], None]) -> None:
    while (item := queue.get()) is not None:
        window.leave()
        handle(item)


def run(source: Iterable, handle: Callable[[Any], None], maxsize: int) -> None:
    if maxsize < 1:
        raise ValueError(f"maxsize is {maxsize}, but it must be 1 or more")
    queue, window = mp.Queue(), Window(maxsize)
    producer = mp.Process(target=produce, args=(queue, window, source), name="producer")
    consumer = mp.Process(target=consume, args=(queue, window, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    queue.close()
