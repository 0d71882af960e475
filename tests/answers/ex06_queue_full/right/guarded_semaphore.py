"""Queue.put itself does the work, on a view of the queue whose semaphore also knows the event."""

import multiprocessing as mp
import time
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from queue import Full
from typing import Any


class GuardedSemaphore:
    """acquire() gives up when the event is set; it never succeeds afterwards."""

    def __init__(self, semaphore, gone: Event):
        self.semaphore = semaphore
        self.gone = gone

    def acquire(self, block: bool, timeout: float) -> bool:
        deadline = time.monotonic() + timeout
        in_time = True
        while in_time and not self.gone.is_set():
            left = deadline - time.monotonic()
            in_time = left > 0
            if self.semaphore.acquire(block, min(max(left, 0.0), 0.25)):
                if not self.gone.is_set():
                    return True
                self.semaphore.release()
        return False


class View:
    def __init__(self, queue: mp.Queue, gone: Event):
        self._queue = queue
        self._sem = GuardedSemaphore(queue._sem, gone)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._queue, name)


def produce(queue: mp.Queue, items: list, patience: float, gone: Event) -> tuple[int, list]:
    view = View(queue, gone)
    rejected = []
    for item in items:
        try:
            Queue.put(view, item, True, patience)
        except Full:
            rejected.append(item)
    if gone.is_set():
        queue.cancel_join_thread()
    return len(items) - len(rejected), rejected
