# verdict: crashed @ every_item_in_order
# handle takes the item alone; with a second argument the call is a TypeError
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    for index in range(count):
        item = queue.get()
        handle(index, item)
