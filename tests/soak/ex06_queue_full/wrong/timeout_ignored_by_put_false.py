# verdict: wrong | early @ consumer_keeps_up | patience_ends
# With block=False the timeout is ignored.
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
                queue.put(item, False, patience)
                sent += 1
                break
            except Full:
                rejected.append(item)
                break
    return sent, rejected
