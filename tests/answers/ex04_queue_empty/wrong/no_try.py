# verdict: crashed @ idle_and_sent_home
# get(timeout=...) is expected to return None when nothing came: it raises Empty, nobody catches it.
import multiprocessing as mp  # noqa: F401

END = None


def consume(queue, handle, on_idle, timeout):
    while True:
        item = queue.get(True, timeout)
        if item is END:
            return "done"
        handle(item)
