# verdict: wrong | early @ items_after_silence
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
    silences = 0
    while silences < 10:
        silent = False
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            silent = True
        if silent:
            silences += 1
            if on_idle():
                return "idle"
            continue
        silences = 0
        if item is None:
            return "done"
        handle(item)
    return "idle"
