# right: islice stops after count items without asking for another one
import multiprocessing as mp
from itertools import islice

_NEVER_SENT = object()


def consume(queue: mp.Queue, count: int, handle) -> None:
    # Nothing that comes out of a queue is this object, so the iterator never ends by itself.
    for item in islice(iter(queue.get, _NEVER_SENT), count):
        handle(item)
