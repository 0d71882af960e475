# verdict: wrong @ consumer_keeps_up
# It appends an end mark that nobody asked for.
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
                return sent, rejected + items[position:]
            try:
                queue.put(item, timeout=max(0, min(NAP, deadline - time.monotonic())))
                sent += 1
                break
            except Full:
                if time.monotonic() >= deadline:
                    rejected.append(item)
                    break
    if not gone.is_set():
        try:
            queue.put(None, timeout=patience)
        except Full:
            pass
    return sent, rejected
