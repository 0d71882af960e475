# verdict: wrong @ consumer_gone
# index() finds the first item that is equal, which may have been sent already.
import multiprocessing as mp  # noqa: F401
import time
from queue import Empty, Full  # noqa: F401

NAP = 0.1


def produce(queue, items, patience, gone):
    sent, rejected = 0, []
    for position, item in enumerate(items):
        deadline = time.monotonic() + patience
        while True:
            if gone.is_set():
                queue.cancel_join_thread()
                return sent, rejected + items[items.index(item) :]
            try:
                queue.put(item, timeout=max(0, min(NAP, deadline - time.monotonic())))
                sent += 1
                break
            except Full:
                if time.monotonic() >= deadline:
                    rejected.append(item)
                    break
    return sent, rejected
