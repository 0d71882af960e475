# right: a get with a timeout is tried again until the item is there, and only items are counted
import multiprocessing as mp
from queue import Empty

PATIENCE = 0.5


def consume(queue: mp.Queue, count: int, handle) -> None:
    handled = 0
    while handled < count:
        try:
            item = queue.get(timeout=PATIENCE)
        except Empty:
            continue  # nothing yet: the producer is slow, not finished
        handle(item)
        handled += 1
