# verdict: crashed | deadlock @ consumer_keeps_up | patience_ends
# The patience is passed as `block`, which has to be a bool or an integer: a TypeError.
import multiprocessing as mp  # noqa: F401
from queue import Full


def produce(queue, items, patience, gone):
    rejected = []
    for number, item in enumerate(items):
        if gone.is_set():
            queue.cancel_join_thread()
            rejected += items[number:]
            break
        try:
            queue.put(item, patience)
        except Full:
            rejected.append(item)
    return len(items) - len(rejected), rejected
