# verdict: timeout | deadlock @ idle_and_sent_home
# get(timeout) passes the number as `block`: the get has no timeout, on_idle is never called.
import multiprocessing as mp  # noqa: F401
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = queue.get(timeout)
        except Empty:
            if on_idle():
                return "idle"
            continue
        if item is None:
            return "done"
        handle(item)
