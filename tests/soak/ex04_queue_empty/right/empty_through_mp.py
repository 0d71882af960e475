# right: mp.queues is there once a queue is, so mp.queues.Empty can be named without an import
import multiprocessing as mp

NOTHING = ("nothing",)


def _next(queue, timeout):
    try:
        return queue.get(timeout=timeout)
    except mp.queues.Empty:
        return NOTHING


def consume(queue, handle, on_idle, timeout):
    while (item := _next(queue, timeout)) is not None:
        if item is not NOTHING:
            handle(item)
        elif on_idle():
            return "idle"
    return "done"
