# verdict: early | wrong @ every_item_in_order | late_items
# empty() is a snapshot: it is true before the producer has put, so the loop ends with items to come
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    while not queue.empty():
        handle(queue.get())
