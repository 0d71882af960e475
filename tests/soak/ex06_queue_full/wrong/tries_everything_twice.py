# verdict: wrong @ patience_ends
# A rejected item gets a second chance, which is as long as the first: twice the patience.
import multiprocessing as mp  # noqa: F401
import time
from queue import Full


def offer(queue, item, patience, gone):
    deadline = time.monotonic() + patience
    while not gone.is_set():
        left = deadline - time.monotonic()
        try:
            queue.put(item, timeout=max(0, min(left, 0.1)))
            return True
        except Full:
            if left <= 0.1:
                return False
    return False


def produce(queue, items, patience, gone):
    rejected = []
    for item in items:
        if not offer(queue, item, patience, gone) and not offer(queue, item, patience, gone):
            rejected.append(item)
    if gone.is_set():
        queue.cancel_join_thread()
    return len(items) - len(rejected), rejected
