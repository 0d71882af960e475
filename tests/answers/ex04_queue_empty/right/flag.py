"""A flag tells the two cases apart, outside of the try."""

from queue import Empty


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            idle = True
        else:
            idle = False
        if idle:
            if on_idle():
                return "idle"
        elif item is None:
            return "done"
        else:
            handle(item)
