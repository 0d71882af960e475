# verdict: wrong @ errors_of_the_handler
# handle() is inside the try block: an Empty that the handler raises is taken for a pause.
import multiprocessing as mp  # noqa: F401
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = queue.get(timeout=timeout)
            if item is None:
                return "done"
            handle(item)
        except Empty:
            if on_idle():
                return "idle"
