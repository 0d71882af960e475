# verdict: deadlock @ consumer_gone_afterwards
# so many equal slices that together they are as long as the patience; if all is sent, it never
# looks whether the consumer is gone
import math
import multiprocessing as mp
from queue import Full


class Gone(Exception):
    pass


def put(queue: mp.Queue, item, patience, gone):
    slices = math.ceil(patience / 0.25)
    for _ in range(slices):
        if gone.is_set():
            raise Gone
        try:
            return queue.put(item, timeout=patience / slices)
        except Full:
            pass
    raise Full


def produce(queue, items, patience, gone):
    rejected = []
    rest = iter(items)
    for item in rest:
        try:
            put(queue, item, patience, gone)
        except Full:
            rejected.append(item)
        except Gone:
            queue.cancel_join_thread()
            rejected += [item, *rest]
    return len(items) - len(rejected), rejected
