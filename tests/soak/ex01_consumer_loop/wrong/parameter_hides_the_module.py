# verdict: crashed @ late_items
# inside consume the name queue is the parameter, so `queue.Empty` is an AttributeError
import multiprocessing as mp
import queue


def make_queue():
    return mp.Queue()


def consume(queue, count, handle):  # noqa: F811
    handled = 0
    while handled < count:
        try:
            item = queue.get(timeout=0.2)
        except queue.Empty:
            continue
        handle(item)
        handled += 1
