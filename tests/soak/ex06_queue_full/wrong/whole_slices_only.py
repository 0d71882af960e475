# verdict: wrong @ patience_ends
# Waits in whole slices, rounded down: the rest of its patience is lost.
import multiprocessing as mp
import time
from multiprocessing.synchronize import Event
from queue import Full

SLICE = 0.1


def offer(queue, item, patience, gone):
    for _ in range(int(patience / SLICE)):
        if gone.is_set():
            return False
        try:
            queue.put(item, timeout=SLICE)
            return True
        except Full:
            continue
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
        queue.cancel_join_thread()
    return sent, rejected
