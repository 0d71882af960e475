# verdict: wrong @ idle_and_sent_home
# The idle clock is not restarted after on_idle: once a timeout is over it is called every 10 ms.
import multiprocessing as mp  # noqa: F401
import time
from queue import Empty

TICK = 0.01


def consume(queue, handle, on_idle, timeout):
    last_item = time.monotonic()
    while True:
        try:
            item = queue.get(timeout=TICK)
        except Empty:
            if time.monotonic() - last_item >= timeout and on_idle():
                return "idle"
            continue
        last_item = time.monotonic()
        if item is None:
            return "done"
        handle(item)
