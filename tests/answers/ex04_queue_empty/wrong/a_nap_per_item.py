# verdict: timeout @ throughput
import multiprocessing as mp
import time
from queue import Empty


def consume(queue: mp.Queue, handle, on_idle, timeout: float) -> str:
    while True:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            if on_idle():
                return "idle"
            continue
        if item is None:
            return "done"
        handle(item)
        time.sleep(0.001)
