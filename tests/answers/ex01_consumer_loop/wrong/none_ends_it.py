# verdict: early @ falsy_items
# iter(queue.get, None) stops at an item that is None, but None is data here
import multiprocessing as mp
from itertools import islice


def consume(queue: mp.Queue, count: int, handle) -> None:
    for item in islice(iter(queue.get, None), count):
        handle(item)
