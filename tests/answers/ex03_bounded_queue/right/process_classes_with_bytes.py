"""Subclasses of Process; each item is pickled by hand before it takes a place."""

import multiprocessing as mp
import pickle
from collections.abc import Callable, Iterable
from multiprocessing.reduction import ForkingPickler
from multiprocessing.synchronize import SEM_VALUE_MAX
from typing import Any

END = b""


class Producer(mp.Process):
    def __init__(self, queue: mp.Queue, source: Iterable) -> None:
        super().__init__(name="producer")
        self.queue = queue
        self.source = source

    def run(self) -> None:
        try:
            for item in self.source:
                self.queue.put(bytes(ForkingPickler.dumps(item)))
        finally:
            self.queue.put(END)


class Consumer(mp.Process):
    def __init__(self, queue: mp.Queue, handle: Callable[[Any], None]) -> None:
        super().__init__(name="consumer")
        self.queue = queue
        self.handle = handle

    def run(self) -> None:
        while data := self.queue.get():
            self.handle(pickle.loads(data))


def run(source: Iterable, handle: Callable[[Any], None], maxsize: int) -> None:
    if maxsize < 1:
        raise ValueError("there must be room for one item at least")
    queue = mp.Queue(min(maxsize, SEM_VALUE_MAX))
    producer, consumer = Producer(queue, source), Consumer(queue, handle)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    queue.close()
