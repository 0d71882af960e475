# verdict: early @ every_item_in_order
# qsize() is a snapshot as well: what is not there yet is never fetched
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    for _ in range(min(count, queue.qsize())):
        handle(queue.get())
