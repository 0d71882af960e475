# verdict: wrong @ errors_of_the_handler
# A return in the finally clause throws the handler's exception away and reports "done".
import multiprocessing as mp  # noqa: F401
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    status = "done"
    try:
        while True:
            try:
                item = queue.get(timeout=timeout)
            except Empty:
                if on_idle():
                    status = "idle"
                    break
                continue
            if item is None:
                break
            handle(item)
    finally:
        return status
