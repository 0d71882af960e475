# verdict: busy-wait @ waiting_costs_nothing
# on_idle is called at the right times, but between them get_nowait() is asked in a tight loop.
import multiprocessing as mp  # noqa: F401
import time
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    last = time.monotonic()
    while True:
        try:
            item = queue.get_nowait()
        except Empty:
            if time.monotonic() - last >= timeout:
                if on_idle():
                    return "idle"
                last = time.monotonic()
            continue
        if item is None:
            return "done"
        handle(item)
        last = time.monotonic()
