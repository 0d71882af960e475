# verdict: deadlock @ consumer_gone
# It stops when the consumer is gone, but then its feeder thread keeps the process from exiting.
import multiprocessing as mp  # noqa: F401
import time
from queue import Full


def produce(queue, items, patience, gone):
    sent, rejected = 0, []
    for item in items:
        deadline = time.monotonic() + patience
        while not gone.is_set():
            try:
                queue.put(item, timeout=max(0, min(0.1, deadline - time.monotonic())))
                sent += 1
                break
            except Full:
                if time.monotonic() >= deadline:
                    rejected.append(item)
                    break
        else:
            rejected.append(item)
    return sent, rejected
