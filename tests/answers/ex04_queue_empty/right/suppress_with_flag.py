# right: contextlib.suppress(Empty) and a flag that tells whether something came
import multiprocessing as mp  # noqa: F401
from contextlib import suppress
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    stop = False
    while not stop:
        arrived = False
        with suppress(Empty):
            item = queue.get(timeout=timeout)
            arrived = True
        if not arrived:
            stop = on_idle() is True
        elif item is None:
            return "done"
        else:
            handle(item)
    return "idle"
