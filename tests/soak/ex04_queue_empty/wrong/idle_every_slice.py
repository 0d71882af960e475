# verdict: wrong @ items_start_the_clock_anew
# The wait is cut into ten slices and on_idle is called for each: ten times too often.
import multiprocessing as mp  # noqa: F401
from queue import Empty

SLICES = 10


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = queue.get(timeout=timeout / SLICES)
        except Empty:
            if on_idle():
                return "idle"
            continue
        if item is None:
            return "done"
        handle(item)
