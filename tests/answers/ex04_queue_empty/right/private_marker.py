"""A helper turns silence into a private object, which is compared by identity."""

import multiprocessing as mp
from collections.abc import Callable
from functools import partial
from queue import Empty
from typing import Any

SILENCE = object()


def take(queue: mp.Queue, timeout: float) -> Any:
    try:
        return queue.get(True, timeout)
    except Empty:
        return SILENCE


def consume(
    queue: mp.Queue,
    handle: Callable[[Any], None],
    on_idle: Callable[[], bool],
    timeout: float,
) -> str:
    take_next = partial(take, queue, timeout)
    while (item := take_next()) is not None:
        if item is not SILENCE:
            handle(item)
        elif on_idle():
            return "idle"
    return "done"
