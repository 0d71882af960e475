# put_nowait, and a short nap between two tries: a nap on `gone` ends at once when it is set.
import multiprocessing as mp  # noqa: F401
from queue import Full
from time import monotonic

NAP = 0.02


def try_to_put(queue, item, patience, gone):
    give_up = monotonic() + patience
    while not gone.is_set():
        try:
            queue.put_nowait(item)
            return True
        except Full:
            left = give_up - monotonic()
            if left <= 0:
                return False
            gone.wait(min(NAP, left))
    return False


def produce(queue, items, patience, gone):
    rejected = [item for item in items if not try_to_put(queue, item, patience, gone)]
    if gone.is_set():
        queue.cancel_join_thread()
    return len(items) - len(rejected), rejected
