# right: counts down what is still to come and blocks for each item
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    remaining = count
    while remaining > 0:
        item = queue.get()
        handle(item)
        remaining -= 1
