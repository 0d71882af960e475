"""Tries without waiting, and naps on the event in between."""

from queue import Full
from time import monotonic


def offer(queue, item, patience, gone) -> bool:
    give_up = monotonic() + patience
    while not gone.is_set():
        try:
            queue.put_nowait(item)
            return True
        except Full:
            left = give_up - monotonic()
            if left <= 0:
                return False
            gone.wait(min(0.02, left))
    return False


def produce(queue, items, patience, gone):
    rejected = [item for item in items if not offer(queue, item, patience, gone)]
    if gone.is_set():
        queue.cancel_join_thread()
    return len(items) - len(rejected), rejected
