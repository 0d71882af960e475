# verdict: wrong @ as_often_as_the_timeout_passes
# The wait doubles after every pause: on_idle is called less and less often while nothing comes.
import multiprocessing as mp  # noqa: F401
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    wait = timeout
    while True:
        try:
            item = queue.get(timeout=wait)
        except Empty:
            if on_idle():
                return "idle"
            wait *= 2
            continue
        wait = timeout
        if item is None:
            return "done"
        handle(item)
