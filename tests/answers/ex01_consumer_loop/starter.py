"""Write the consumer loop.

A producer process puts jobs on a queue. It is slow to start, and it may pause between two jobs.
You are writing the other side: a loop that takes a known number of jobs and works on each one.
The caller hands you the queue; you need not start any process.

Write ``consume(queue, count, handle) -> None``:

- ``queue`` is a ``multiprocessing.Queue``, bounded or not, ``count`` an int >= 0, ``handle`` a
  callable.
- Take exactly ``count`` items. Whatever else is on the queue stays there for the next reader.
- Call ``handle(item)`` once for each item, in the order of arrival, in the calling process. What it
  returns is ignored, and it does not raise.
- Handle an item as soon as it arrives, before you wait for the next one.
- Every item is data: ``0``, ``""``, ``[]``, ``False`` and ``None`` too. It may be big. (No item
  claims to equal everything.)
- If nothing is there yet, wait, however long it takes, and without busy waiting: wake up at most 50
  times a second.
- Return None once ``handle`` has returned for the last item. With ``count=0`` return at once. You
  may be called again, with the same queue.

Your answer is this one module. It must be right under fork, spawn and forkserver; the start
method is set before it runs, so do not set it here.

Example: with 3, 0 and 8 on the queue, ``consume(queue, 2, print)`` prints 3 and 0; 8 is left.

Done when ``nox -s grade -- 1`` passes.
"""

import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def consume(queue: mp.Queue, count: int, handle: Callable[[Any], None]) -> None:
    """Take exactly `count` items from `queue` and pass each one to `handle`."""
    # TODO: write the loop.
    raise NotImplementedError
