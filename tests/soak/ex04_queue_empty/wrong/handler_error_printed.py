# verdict: wrong @ errors_of_the_handler
# The handler's exception is printed and the loop goes on: it never leaves consume.
import multiprocessing as mp  # noqa: F401
from queue import Empty


def safely(handle, item):
    try:
        handle(item)
    except Exception as error:
        print(f"handler failed for {item!r}: {error!r}")


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            if on_idle():
                return "idle"
            continue
        if item is None:
            return "done"
        safely(handle, item)
