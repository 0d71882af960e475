# verdict: crashed @ every_item_in_order | late_items
# get_nowait raises queue.Empty when the item has not arrived yet, and nobody catches it
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    for _ in range(count):
        handle(queue.get_nowait())
