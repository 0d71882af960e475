# verdict: early @ again
import multiprocessing as mp

taken = 0


def consume(queue: mp.Queue, count: int, handle) -> None:
    global taken
    while taken < count:
        item = queue.get()
        taken += 1
        handle(item)
