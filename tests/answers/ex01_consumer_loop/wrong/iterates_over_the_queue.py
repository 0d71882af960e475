# verdict: crashed @ every_item_in_order
# a Queue is not iterable: TypeError
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    for number, item in enumerate(queue):
        if number == count:
            break
        handle(item)
