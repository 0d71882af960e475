# verdict: wrong | early @ falsy_items
# `if not item` takes 0, "" and [] for the end mark: it reports "done" with items still to come.
import multiprocessing as mp  # noqa: F401
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            if on_idle():
                return "idle"
            continue
        if not item:
            return "done"
        handle(item)
