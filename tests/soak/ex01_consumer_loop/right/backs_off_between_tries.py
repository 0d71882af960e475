# right: it polls, but sleeps up to 50 ms between tries, so waiting costs next to nothing
import multiprocessing as mp
import time
from queue import Empty


def _get_patiently(queue):
    pause = 0.001
    while True:
        try:
            return queue.get_nowait()
        except Empty:
            time.sleep(pause)
            pause = min(pause * 2, 0.05)


def consume(queue: mp.Queue, count: int, handle) -> None:
    for _ in range(count):
        handle(_get_patiently(queue))
