# verdict: deadlock @ one_is_slow
import multiprocessing as mp
from collections.abc import Callable
from queue import Empty
from typing import Any


def collect(queue, timeout):
    batch = []
    try:
        batch.append(queue.get(timeout=timeout))
        while batch[-1] is not None and len(batch) < 100:
            batch.append(queue.get_nowait())
    except Empty:
        pass
    return batch


def consume(
    queue: mp.Queue,
    handle: Callable[[Any], None],
    on_idle: Callable[[], bool],
    timeout: float,
) -> str:
    while True:
        batch = collect(queue, timeout)
        if not batch and on_idle():
            return "idle"
        for item in batch:
            if item is None:
                return "done"
            handle(item)
