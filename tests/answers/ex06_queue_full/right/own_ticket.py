"""Takes the ticket of the queue's semaphore in slices, looks at the event, and only then appends."""

import multiprocessing as mp
import time
from multiprocessing.synchronize import Event
from typing import Any

SLICE = 0.2


def take_ticket(queue: mp.Queue, patience: float, gone: Event) -> bool:
    deadline = time.monotonic() + patience
    while not gone.is_set():
        left = max(0.0, deadline - time.monotonic())
        if queue._sem.acquire(True, min(left, SLICE)):
            if gone.is_set():
                queue._sem.release()
                return False
            return True
        if left == 0.0:
            return False
    return False


def put_with_ticket(queue: mp.Queue, item: Any) -> None:
    # What Queue.put does once it has its place.
    with queue._notempty:
        if queue._thread is None:
            queue._start_thread()
        queue._buffer.append(item)
        queue._notempty.notify()


def produce(queue: mp.Queue, items: list, patience: float, gone: Event) -> tuple[int, list]:
    sent = 0
    rejected: list = []
    for index, item in enumerate(items):
        if take_ticket(queue, patience, gone):
            put_with_ticket(queue, item)
            sent += 1
        elif gone.is_set():
            rejected.extend(items[index:])
            break
        else:
            rejected.append(item)
    if gone.is_set():
        queue.cancel_join_thread()
    return sent, rejected
