# verdict: timeout | deadlock @ idle_and_sent_home
# future.result() times out, the get() behind it goes on and steals the next item, which is lost.
import multiprocessing as mp  # noqa: F401
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout


def consume(queue, handle, on_idle, timeout):
    with ThreadPoolExecutor() as pool:
        while True:
            try:
                item = pool.submit(queue.get).result(timeout=timeout)
            except FutureTimeout:
                if on_idle():
                    return "idle"
                continue
            if item is None:
                return "done"
            handle(item)
