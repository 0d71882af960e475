# verdict: deadlock | wrong @ every_item_in_order
# zip gets an item before it finds the range used up: one item too many is waited for, or lost
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    for item, _ in zip(iter(queue.get, object()), range(count)):
        handle(item)
