# verdict: crashed @ idle_and_sent_home
# mp.Queue is a function and has no attribute Empty: the first pause ends in an AttributeError.
import multiprocessing as mp


def consume(queue, handle, on_idle, timeout):
    while True:
        try:
            item = queue.get(timeout=timeout)
        except mp.Queue.Empty:
            if on_idle():
                return "idle"
            continue
        if item is None:
            return "done"
        handle(item)
