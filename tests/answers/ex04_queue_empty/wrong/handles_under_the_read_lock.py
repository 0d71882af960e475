# verdict: deadlock @ one_is_slow
import pickle
import time
import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def consume(
    queue: mp.Queue,
    handle: Callable[[Any], None],
    on_idle: Callable[[], bool],
    timeout: float,
) -> str:
    while True:
        deadline = time.monotonic() + timeout
        silent = True
        if queue._rlock.acquire(True, timeout):
            try:
                if queue._reader.poll(max(0.0, deadline - time.monotonic())):
                    silent = False
                    item = pickle.loads(queue._reader.recv_bytes())
                    queue._sem.release()
                    if item is None:
                        return "done"
                    handle(item)
            finally:
                queue._rlock.release()
        if silent and on_idle():
            return "idle"
