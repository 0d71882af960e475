"""A small class whose steps return the result, or nothing while there is more to do."""

import multiprocessing as mp
from collections.abc import Callable
from queue import Empty
from typing import Any


class Consumer:
    def __init__(self, queue, handle, on_idle, timeout):
        self.queue = queue
        self.handle = handle
        self.on_idle = on_idle
        self.timeout = timeout

    def step(self) -> str | None:
        box = self.fetch()
        return self.after_item(box[0]) if box else self.after_silence()

    def fetch(self) -> list:
        """A list with the one item that came, an empty one if nothing came."""
        try:
            return [self.queue.get(block=True, timeout=self.timeout)]
        except Empty:
            return []

    def after_item(self, item: Any) -> str | None:
        if item is None:
            return "done"
        self.handle(item)
        return None

    def after_silence(self) -> str | None:
        return "idle" if self.on_idle() else None


def consume(
    queue: mp.Queue,
    handle: Callable[[Any], None],
    on_idle: Callable[[], bool],
    timeout: float,
) -> str:
    consumer = Consumer(queue, handle, on_idle, timeout)
    result = None
    while result is None:
        result = consumer.step()
    return result
