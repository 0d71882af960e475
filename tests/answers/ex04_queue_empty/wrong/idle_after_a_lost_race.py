# verdict: wrong @ two_consumers
# who sees an item that another consumer takes calls on_idle at once, long before the timeout
"""Consumer that sleeps on the pipe and takes the item without blocking."""

import multiprocessing as mp
from collections.abc import Callable
from queue import Empty
from typing import Any


def _take(queue: mp.Queue, timeout: float) -> tuple[Any, ...]:
    """Return `(item,)`, or `()` after `timeout` seconds without one."""
    if not queue._reader.poll(timeout):
        return ()
    try:
        return (queue.get_nowait(),)
    except Empty:  # Another consumer has it, so there is nothing for us.
        return ()


def consume(
    queue: mp.Queue,
    handle: Callable[[Any], None],
    on_idle: Callable[[], bool],
    timeout: float,
) -> str:
    while True:
        match _take(queue, timeout):
            case ():
                if on_idle():
                    return "idle"
            case (None,):
                return "done"
            case (item,):
                handle(item)
