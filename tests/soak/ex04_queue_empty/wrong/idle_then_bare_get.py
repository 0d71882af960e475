# verdict: timeout | deadlock @ idle_and_sent_home
# After a pause the loop falls back to a get() without timeout: on_idle is not asked again.
import multiprocessing as mp  # noqa: F401
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            if on_idle():
                return "idle"
            item = queue.get()
        if item is None:
            return "done"
        handle(item)
