# verdict: wrong @ consumer_gone
# The list of the rejected lives on between two calls.
import multiprocessing as mp  # noqa: F401
import time
from queue import Full

REJECTED = []


def produce(queue, items, patience, gone):
    sent = 0
    for item in items:
        deadline = time.monotonic() + patience
        while not gone.is_set():
            try:
                queue.put(item, timeout=max(0, min(0.1, deadline - time.monotonic())))
                sent += 1
                break
            except Full:
                if time.monotonic() >= deadline:
                    REJECTED.append(item)
                    break
        else:
            REJECTED.append(item)
    if gone.is_set():
        queue.cancel_join_thread()
    return sent, list(REJECTED)
