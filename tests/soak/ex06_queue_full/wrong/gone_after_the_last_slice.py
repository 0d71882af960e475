# verdict: wrong | timeout @ consumer_gone
# It only asks for `gone` when the patience is over.
import multiprocessing as mp  # noqa: F401
import time
from queue import Empty, Full  # noqa: F401

NAP = 0.1


def produce(queue, items, patience, gone):
    sent, rejected = 0, []
    for position, item in enumerate(items):
        deadline = time.monotonic() + patience
        while True:
            try:
                queue.put(item, timeout=patience)
                sent += 1
                break
            except Full:
                if gone.is_set():
                    queue.cancel_join_thread()
                    return sent, rejected + items[position:]
                rejected.append(item)
                break
    return sent, rejected
