# right: the same Empty by its other name, in multiprocessing.queues
import multiprocessing as mp  # noqa: F401
from multiprocessing.queues import Empty


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = queue.get(True, timeout)
        except Empty:
            if on_idle() is True:
                return "idle"
            continue
        if item is None:
            return "done"
        handle(item)
