# verdict: deadlock @ consumer_gone_at_the_last_item
# Looks at gone before each item, so not any more when the last one has waited.
import multiprocessing as mp
import time
from multiprocessing.synchronize import Event
from queue import Full


def offer(queue, item, patience, gone):
    deadline = time.monotonic() + patience
    while not gone.is_set():
        try:
            queue.put(item, timeout=max(0, min(0.1, deadline - time.monotonic())))
            return True
        except Full:
            if time.monotonic() >= deadline:
                return False
    return False


def produce(queue: mp.Queue, items: list, patience: float, gone: Event) -> tuple[int, list]:
    rejected: list = []
    for position, item in enumerate(items):
        if gone.is_set():
            queue.cancel_join_thread()
            rejected.extend(items[position:])
            break
        if not offer(queue, item, patience, gone):
            rejected.append(item)
    return len(items) - len(rejected), rejected
