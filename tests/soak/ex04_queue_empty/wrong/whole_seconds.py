# verdict: wrong | busy-wait @ items_start_the_clock_anew
# int(timeout) makes zero of every timeout below a second: get() does not wait, on_idle runs hot.
import multiprocessing as mp  # noqa: F401
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    timeout = int(timeout)
    while True:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            if on_idle():
                return "idle"
            continue
        if item is None:
            return "done"
        handle(item)
