# verdict: wrong | early @ idle_and_sent_home
# The first Empty is taken for the end of the work: items that come after a gap stay in the queue.
import multiprocessing as mp  # noqa: F401
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            on_idle()
            return "idle"
        if item is None:
            return "done"
        handle(item)
