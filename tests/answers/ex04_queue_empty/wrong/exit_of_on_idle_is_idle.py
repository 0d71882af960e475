# verdict: wrong @ exits
import multiprocessing as mp
from queue import Empty


def consume(queue: mp.Queue, handle, on_idle, timeout: float) -> str:
    while True:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            try:
                if on_idle():
                    return "idle"
            except SystemExit:
                return "idle"
            continue
        if item is None:
            return "done"
        handle(item)
