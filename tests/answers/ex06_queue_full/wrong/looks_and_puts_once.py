# verdict: wrong @ the_place_is_taken
# sees room, and rejects the item if another producer was faster
import multiprocessing as mp
import time
from multiprocessing.synchronize import Event
from queue import Full

PAUSE = 0.025  # seconds: 40 looks a second


def produce(queue: mp.Queue, items: list, patience: float, gone: Event) -> tuple[int, list]:
    rejected: list = []
    for index, item in enumerate(items):
        deadline = time.monotonic() + patience
        while queue.full() and not gone.is_set():
            left = deadline - time.monotonic()
            if left <= 0:
                break
            gone.wait(min(left, PAUSE))
        if gone.is_set():
            rejected += items[index:]
            break
        try:
            queue.put_nowait(item)
        except Full:
            rejected.append(item)
    if gone.is_set():
        queue.cancel_join_thread()
    return len(items) - len(rejected), rejected
