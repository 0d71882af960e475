# verdict: deadlock @ two_consumers
# wait() has seen an item, but another consumer takes it, and the plain get() blocks.
from multiprocessing.connection import wait


def consume(queue, handle, on_idle, timeout):
    while True:
        if not wait([queue._reader], timeout):
            if on_idle():
                return "idle"
            continue
        item = queue.get()
        if item is None:
            return "done"
        handle(item)
