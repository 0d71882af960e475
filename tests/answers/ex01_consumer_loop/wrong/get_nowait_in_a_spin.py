# verdict: busy-wait @ late_items
# asks again at once when the queue is empty, and so burns a whole core while it waits
import multiprocessing as mp
from queue import Empty


def consume(queue: mp.Queue, count: int, handle) -> None:
    handled = 0
    while handled < count:
        try:
            item = queue.get_nowait()
        except Empty:
            continue
        handle(item)
        handled += 1
