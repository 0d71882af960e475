import multiprocessing as mp
import time
from collections import deque
from queue import Full


def produce(queue: mp.Queue, items, patience, gone):
    pending = deque(items)
    rejected = []
    sent = 0
    since = time.monotonic()
    while pending and not gone.is_set():
        left = patience - (time.monotonic() - since)
        try:
            queue.put(pending[0], timeout=min(0.1, max(left, 0)))
        except Full:
            if time.monotonic() - since < patience:
                continue
            rejected.append(pending.popleft())
        else:
            pending.popleft()
            sent += 1
        since = time.monotonic()
    if gone.is_set():
        queue.cancel_join_thread()
    return sent, rejected + list(pending)
