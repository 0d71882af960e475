# verdict: wrong | busy-wait @ items_start_the_clock_anew
# get(False, timeout) does not wait, the timeout is ignored: on_idle is called in a tight loop.
import multiprocessing as mp  # noqa: F401
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = queue.get(False, timeout)
        except Empty:
            if on_idle():
                return "idle"
            continue
        if item is None:
            return "done"
        handle(item)
