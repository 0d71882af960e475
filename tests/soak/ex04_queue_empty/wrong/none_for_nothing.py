# verdict: wrong @ falsy_items
# A pause is turned into None, falsy items are taken for pauses too and never reach the handler.
import multiprocessing as mp  # noqa: F401
from queue import Empty

END = object()


def receive(queue, timeout):
    try:
        item = queue.get(timeout=timeout)
    except Empty:
        return None
    return END if item is None else item


def consume(queue, handle, on_idle, timeout):
    while (item := receive(queue, timeout)) is not END:
        if item:
            handle(item)
        elif on_idle():
            return "idle"
    return "done"
