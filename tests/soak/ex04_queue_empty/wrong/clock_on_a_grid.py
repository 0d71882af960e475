# verdict: wrong @ idle_and_sent_home | as_often_as_the_timeout_passes
# Deadlines lie on a grid: after a slow on_idle the next one follows at once.
import time
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    deadline = time.monotonic() + timeout
    while True:
        try:
            item = queue.get(timeout=max(0.0, deadline - time.monotonic()))
        except Empty:
            silent = True
        else:
            silent = False
        if silent:
            if on_idle():
                return "idle"
            deadline += timeout
            continue
        if item is None:
            return "done"
        handle(item)
        deadline = time.monotonic() + timeout
