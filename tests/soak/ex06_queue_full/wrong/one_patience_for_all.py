# verdict: wrong @ patience_ends
# The clock starts once for the whole call: after the first rejection nobody waits any more.
import multiprocessing as mp  # noqa: F401
import time
from queue import Empty, Full  # noqa: F401

NAP = 0.1


def produce(queue, items, patience, gone):
    sent, rejected = 0, []
    deadline = time.monotonic() + patience
    for position, item in enumerate(items):
        while True:
            if gone.is_set():
                queue.cancel_join_thread()
                return sent, rejected + items[position:]
            try:
                queue.put(item, timeout=max(0, min(NAP, deadline - time.monotonic())))
                sent += 1
                break
            except Full:
                if time.monotonic() >= deadline:
                    rejected.append(item)
                    break
    return sent, rejected
