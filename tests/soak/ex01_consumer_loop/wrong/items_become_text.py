# verdict: wrong @ every_item_in_order
# hands over a text made from the item instead of the item
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    for _ in range(count):
        line = str(queue.get()).strip()
        handle(line)
