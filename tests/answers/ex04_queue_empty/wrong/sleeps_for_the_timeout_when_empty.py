# verdict: timeout @ waiting_costs_nothing
import time
import multiprocessing as mp
from collections.abc import Callable
from queue import Empty
from typing import Any


def consume(
    queue: mp.Queue,
    handle: Callable[[Any], None],
    on_idle: Callable[[], bool],
    timeout: float,
) -> str:
    while True:
        try:
            item = queue.get_nowait()
        except Empty:
            time.sleep(timeout)
            quiet = queue.empty()
        else:
            if item is None:
                return "done"
            handle(item)
            quiet = False
        if quiet and on_idle():
            return "idle"
