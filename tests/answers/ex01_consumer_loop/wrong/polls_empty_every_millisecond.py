# verdict: busy-wait @ late_items
import multiprocessing as mp
import time


def consume(queue: mp.Queue, count: int, handle) -> None:
    taken = 0
    while taken < count:
        if queue.empty():
            time.sleep(0.001)
            continue
        handle(queue.get())
        taken += 1
