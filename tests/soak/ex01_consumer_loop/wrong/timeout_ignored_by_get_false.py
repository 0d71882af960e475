# verdict: busy-wait @ late_items
# the first argument False means "do not block", so the timeout has no effect and the retry spins
import multiprocessing as mp
from queue import Empty


def _next_item(queue):
    while True:
        try:
            return queue.get(False, 1.0)
        except Empty:
            pass


def consume(queue: mp.Queue, count: int, handle) -> None:
    for _ in range(count):
        handle(_next_item(queue))
