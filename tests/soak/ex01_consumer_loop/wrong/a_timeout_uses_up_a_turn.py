# verdict: early @ every_item_in_order | late_items
# each timeout takes one turn of the counted loop, so a late producer's items are left behind
import multiprocessing as mp
from queue import Empty


def consume(queue: mp.Queue, count: int, handle) -> None:
    for _ in range(count):
        try:
            item = queue.get(timeout=0.1)
        except Empty:
            continue
        handle(item)
