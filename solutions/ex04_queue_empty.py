"""Wait with a timeout: queue.Empty means that nothing came in time, not that all is done."""

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
    """Handle items until None arrives ("done") or `on_idle` says stop ("idle")."""
    while True:
        try:
            item = queue.get(timeout=timeout)
        except Empty:
            if on_idle():
                return "idle"
            continue
        # Outside the try block: an Empty raised by handle() is not ours to swallow.
        if item is None:
            return "done"
        handle(item)
