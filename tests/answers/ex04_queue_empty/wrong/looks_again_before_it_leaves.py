# verdict: wrong @ sent_home_too_early
# on_idle said True, but it goes on if something has come meanwhile.
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    while True:
        item = None
        try:
            item = queue.get(timeout=timeout)
            silent = False
        except Empty:
            silent = True
        if silent:
            if on_idle() and queue.empty():
                return "idle"
            continue
        if item is None:
            return "done"
        handle(item)
