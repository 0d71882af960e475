# right: get(timeout=...) in a try block of its own, the handler in the else branch
import multiprocessing as mp  # noqa: F401
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            if on_idle():
                return "idle"
        else:
            if item is None:
                return "done"
            handle(item)
