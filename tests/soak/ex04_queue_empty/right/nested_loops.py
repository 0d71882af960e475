# right: an inner loop that waits, an outer one that handles, one exit for each result
import multiprocessing as mp  # noqa: F401
from queue import Empty


class Stopped(Exception):
    """Raised when on_idle asks for the end."""


def wait_for_item(queue, on_idle, timeout):
    while True:
        try:
            return queue.get(timeout=timeout)
        except Empty:
            pass
        if on_idle():
            raise Stopped


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = wait_for_item(queue, on_idle, timeout)
        except Stopped:
            return "idle"
        if item is None:
            return "done"
        handle(item)
