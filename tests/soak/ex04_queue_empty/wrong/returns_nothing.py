# verdict: wrong @ until_the_end_mark
# The end mark breaks out of the loop and consume returns None instead of "done".
import multiprocessing as mp  # noqa: F401
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            if on_idle():
                return "idle"
            continue
        if item is None:
            break
        handle(item)
