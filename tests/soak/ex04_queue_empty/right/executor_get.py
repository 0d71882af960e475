# right: a one-thread executor does the timed get, everything else happens in the main thread
import multiprocessing as mp  # noqa: F401
from concurrent.futures import ThreadPoolExecutor
from queue import Empty


def consume(queue, handle, on_idle, timeout):
    with ThreadPoolExecutor(max_workers=1) as getter:
        while True:
            arrival = getter.submit(queue.get, True, timeout)
            problem = arrival.exception()
            if isinstance(problem, Empty):
                if on_idle():
                    return "idle"
            elif problem is not None:
                raise problem
            elif (item := arrival.result()) is None:
                return "done"
            else:
                handle(item)
