# verdict: wrong | early @ idle_and_sent_home
# The result of on_idle is read the wrong way round: it stops when it should keep consuming.
import multiprocessing as mp  # noqa: F401
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            keep_going = on_idle()
            if not keep_going:
                return "idle"
            continue
        if item is None:
            return "done"
        handle(item)
