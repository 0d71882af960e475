# verdict: timeout @ idle_and_sent_home
# What on_idle returns is not looked at: consume goes on waiting after it was told to stop.
import multiprocessing as mp  # noqa: F401
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            on_idle()
            continue
        if item is None:
            return "done"
        handle(item)
