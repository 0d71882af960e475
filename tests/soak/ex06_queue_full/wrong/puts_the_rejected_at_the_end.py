# verdict: wrong @ patience_ends
# At the end the rejected ones are tried once more: out of order, after their time.
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
    for item in list(rejected):
        try:
            if gone.is_set():
                break
            queue.put(item, timeout=patience)
            rejected.remove(item)
            sent += 1
        except Full:
            pass
    return sent, rejected
