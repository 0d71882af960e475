# verdict: wrong @ items_start_the_clock_anew
# An arriving item does not restart the idle clock: on_idle is called in a steady stream of items.
import multiprocessing as mp  # noqa: F401
import time
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    deadline = time.monotonic() + timeout
    while True:
        left = deadline - time.monotonic()
        try:
            if left <= 0:
                raise Empty
            item = queue.get(timeout=left)
        except Empty:
            if on_idle():
                return "idle"
            deadline = time.monotonic() + timeout
            continue
        if item is None:
            return "done"
        handle(item)
