"""Public calls only: put_nowait, and between two tries a growing wait on the event."""

import multiprocessing as mp
import time
from multiprocessing.synchronize import Event
from queue import Full
from typing import Any

FIRST_PAUSE, LONGEST_PAUSE = 0.002, 0.05


def offer(queue: mp.Queue, item: Any, patience: float, gone: Event) -> bool:
    deadline = time.monotonic() + patience
    pause = FIRST_PAUSE
    last_try = False
    while not gone.is_set():
        try:
            queue.put_nowait(item)
            return True
        except Full:
            pass
        if last_try:
            return False
        left = deadline - time.monotonic()
        last_try = left <= pause
        if gone.wait(max(0.0, min(pause, left))):
            return False
        pause = min(2 * pause, LONGEST_PAUSE)
    return False


def produce(queue: mp.Queue, items: list, patience: float, gone: Event) -> tuple[int, list]:
    sent = 0
    rejected: list = []
    for item in items:
        if offer(queue, item, patience, gone):
            sent += 1
        else:
            rejected.append(item)
    if gone.is_set():
        # Nobody will read: do not let the exit wait for the feeder thread.
        queue.cancel_join_thread()
    return sent, rejected
