# verdict: early | wrong @ the_rest_is_left
# It tidies up after the end mark and throws away what belongs to the next reader.
import multiprocessing as mp
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
            break
        handle(item)
    try:
        while True:
            queue.get(timeout=0.05)
    except Empty:
        return "done"
