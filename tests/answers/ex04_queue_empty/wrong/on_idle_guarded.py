# verdict: timeout @ errors_of_on_idle
# A failing on_idle is taken for "no"; its owner never hears of it, and the loop goes on for ever.
import multiprocessing as mp
from queue import Empty


def ask(on_idle) -> bool:
    try:
        return on_idle()
    except Exception:
        return False


def consume(queue: mp.Queue, handle, on_idle, timeout: float) -> str:
    while True:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            if ask(on_idle):
                return "idle"
        else:
            if item is None:
                return "done"
            handle(item)
