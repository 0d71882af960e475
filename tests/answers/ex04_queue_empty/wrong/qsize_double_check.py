# verdict: timeout @ put_but_not_there
# an item that is put and has not arrived counts as no silence
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
            item = queue.get(timeout=timeout)
        except Empty:
            pass
        else:
            if item is None:
                return "done"
            handle(item)
            continue
        # The timeout may have run out just when an item came in, or while
        # another consumer held the lock: that is no silence.
        if queue.qsize() > 0:
            continue
        if on_idle():
            return "idle"
