# verdict: crashed @ many_items
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    if count == 0:
        return
    handle(queue.get())
    consume(queue, count - 1, handle)
