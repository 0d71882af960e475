# Once the consumer is gone the producer empties the queue itself, so that its feeder can finish.
import multiprocessing as mp  # noqa: F401
import time
from queue import Empty, Full


def produce(queue, items, patience, gone):
    sent, rejected = 0, []
    for item in items:
        deadline = time.monotonic() + patience
        placed = False
        while not gone.is_set() and not placed:
            try:
                queue.put(item, timeout=max(0, min(0.1, deadline - time.monotonic())))
                placed = True
            except Full:
                if time.monotonic() > deadline:
                    break
        if placed:
            sent += 1
        else:
            rejected.append(item)
    if gone.is_set():
        try:
            while True:
                queue.get(timeout=0.1)
        except Empty:
            pass
    return sent, rejected
