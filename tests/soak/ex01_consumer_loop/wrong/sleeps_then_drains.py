# verdict: early @ late_items
# gives the producer a fixed time and then takes only what is there
import multiprocessing as mp
import time
from queue import Empty


def consume(queue: mp.Queue, count: int, handle) -> None:
    time.sleep(0.2)  # let the producer fill the queue
    for _ in range(count):
        try:
            handle(queue.get_nowait())
        except Empty:
            break
