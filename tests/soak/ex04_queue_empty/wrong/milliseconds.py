# verdict: timeout | wrong @ idle_and_sent_home
# get() is given milliseconds where it takes seconds: on_idle comes a thousand times too late.
import multiprocessing as mp  # noqa: F401
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    timeout_ms = timeout * 1000
    while True:
        try:
            item = queue.get(timeout=timeout_ms)
        except Empty:
            if on_idle():
                return "idle"
            continue
        if item is None:
            return "done"
        handle(item)
