# verdict: crashed @ throughput
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
    try:
        item = queue.get(timeout=timeout)
    except Empty:
        item = Empty
    if item is None:
        return "done"
    if item is Empty:
        if on_idle():
            return "idle"
    else:
        handle(item)
    return consume(queue, handle, on_idle, timeout)
