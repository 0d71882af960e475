# verdict: wrong @ as_often_as_the_timeout_passes
# The idle clock starts when an item arrives: a handler longer than timeout ends in on_idle at once.
import multiprocessing as mp  # noqa: F401
from queue import Empty
from time import monotonic


def consume(queue, handle, on_idle, timeout):
    quiet_since = monotonic()
    while True:
        left = quiet_since + timeout - monotonic()
        try:
            item = queue.get(timeout=max(left, 0))
        except Empty:
            quiet_since = monotonic()
            if on_idle():
                return "idle"
            continue
        quiet_since = monotonic()
        if item is None:
            return "done"
        handle(item)
