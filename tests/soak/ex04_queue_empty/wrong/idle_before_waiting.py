# verdict: wrong @ items_start_the_clock_anew
# empty() is asked before waiting, and on_idle called when it says so: no timeout has passed yet.
import multiprocessing as mp  # noqa: F401
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    while True:
        if queue.empty() and on_idle():
            return "idle"
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            continue
        if item is None:
            return "done"
        handle(item)
