# verdict: wrong @ consumer_gone
import multiprocessing as mp
import time
from multiprocessing.synchronize import Event
from queue import Full


def offer(queue, item, deadline, gone):
    while not gone.is_set():
        left = deadline - time.monotonic()
        try:
            queue.put(item, timeout=max(0.0, min(left, 0.2)))
            return True
        except Full:
            if left <= 0.2:
                return False
    return False


def produce(queue: mp.Queue, items: list, patience: float, gone: Event) -> tuple[int, list]:
    sent, rejected = 0, []
    for item in items:
        if gone.is_set():
            break
        if offer(queue, item, time.monotonic() + patience, gone):
            sent += 1
        else:
            rejected.append(item)

    if gone.is_set():
        queue.cancel_join_thread()
    return sent, rejected
