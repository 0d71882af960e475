# verdict: early @ items_that_look_alike
# `if not item` takes 0, "", [], False and None for the end of the data
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    for _ in range(count):
        item = queue.get()
        if not item:
            break
        handle(item)
