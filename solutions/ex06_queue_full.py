"""Wait for room in short slices, up to a deadline for each item, and look at `gone` in between."""

import multiprocessing as mp
from multiprocessing.synchronize import Event
from queue import Full
from time import monotonic
from typing import Any

SLICE = 0.1  # Seconds between two looks at `gone`: well below the second that is allowed.


def offer(queue: mp.Queue, item: Any, patience: float, gone: Event) -> bool:
    """Put one item if there is room in time."""
    deadline = monotonic() + patience
    while not gone.is_set():
        left = deadline - monotonic()
        try:
            queue.put(item, timeout=max(0, min(left, SLICE)))
        except Full:
            if left <= SLICE:
                return False
        else:
            return True
    return False


def produce(queue: mp.Queue, items: list, patience: float, gone: Event) -> tuple[int, list]:
    """Put what finds room in time; return how much that was, and the rest."""
    rejected: list[Any] = []
    for number, item in enumerate(items):
        if gone.is_set():
            rejected += items[number:]
            break
        if not offer(queue, item, patience, gone):
            rejected.append(item)
    if gone.is_set():
        queue.cancel_join_thread()  # Nobody will read the rest: do not wait for that at exit.
    return len(items) - len(rejected), rejected
