# verdict: wrong | timeout @ idle_and_sent_home
# on_idle is called once for a pause, however long the pause lasts, so it can't end the wait later.
import multiprocessing as mp  # noqa: F401
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    told = False
    while True:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            if not told:
                told = True
                if on_idle():
                    return "idle"
            continue
        told = False
        if item is None:
            return "done"
        handle(item)
