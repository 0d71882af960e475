# verdict: deadlock @ two_consumers
# empty() and then a blocking get(): another consumer takes the item in between, this one is stuck.
import multiprocessing as mp  # noqa: F401
import time

STEP = 0.005


def consume(queue, handle, on_idle, timeout):
    quiet_since = time.monotonic()
    while True:
        if not queue.empty():
            item = queue.get()
            if item is None:
                return "done"
            handle(item)
            quiet_since = time.monotonic()
        elif time.monotonic() - quiet_since >= timeout:
            if on_idle():
                return "idle"
            quiet_since = time.monotonic()
        else:
            time.sleep(STEP)
