# verdict: wrong | early @ items_that_look_alike
# falsy items are counted but never handed to handle
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    for _ in range(count):
        item = queue.get()
        if item:
            handle(item)
