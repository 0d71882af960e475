# verdict: timeout | wrong @ throughput
# Sleeps a whole timeout before every get_nowait(): one item per timeout, far too slow.
import multiprocessing as mp  # noqa: F401
import time
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    while True:
        time.sleep(timeout)
        try:
            item = queue.get_nowait()
        except Empty:
            if on_idle():
                return "idle"
            continue
        if item is None:
            return "done"
        handle(item)
