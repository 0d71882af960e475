# verdict: wrong @ until_the_end_mark
# The end mark goes through handle() before it is recognised.
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
            handle(item)
            if item is None:
                return "done"
