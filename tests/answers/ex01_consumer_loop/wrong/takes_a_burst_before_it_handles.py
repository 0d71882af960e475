# verdict: deadlock @ half_an_item
# it takes all that is there before it handles the first, and waits for what is only half there
"""Consumer loop: sleep for the first item of a burst, then work on the whole burst."""

import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def consume(queue: mp.Queue, count: int, handle: Callable[[Any], None]) -> None:
    """Take exactly `count` items from `queue` and pass each one to `handle`."""
    remaining = count
    while remaining > 0:
        burst = [queue.get()]
        # Only what is there already, and never more than we were asked to take.
        while len(burst) < remaining and not queue.empty():
            burst.append(queue.get())
        for item in burst:
            handle(item)
        remaining -= len(burst)
