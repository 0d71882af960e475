# verdict: wrong | early @ items_after_silence
# After three empty waits in a row it gives up on its own account, whatever on_idle said.
import multiprocessing as mp  # noqa: F401
from queue import Empty

MAX_MISSES = 3


def consume(queue, handle, on_idle, timeout):
    misses = 0
    while misses < MAX_MISSES:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            misses += 1
            if on_idle():
                break
            continue
        misses = 0
        if item is None:
            return "done"
        handle(item)
    return "idle"
