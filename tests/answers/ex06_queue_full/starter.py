"""Shed load when the queue is full.

A sensor measures on, whether its consumer keeps up or not. If the queue stays full, its producer
shall give up on an item and go on with the next. And it shall stop when the consumer is dead. The
version below does neither: it waits for ever.

Write ``produce(queue, items, patience, gone) -> tuple[int, list]``:

- ``queue`` is a bounded ``multiprocessing.Queue``, ``items`` a list, ``patience`` a float > 0, in
  seconds, ``gone`` a ``multiprocessing.Event``.
- Put the items one by one, in order. Each of them may wait for room for ``patience`` seconds of its
  own, then it is rejected: it is not put any more. Whatever finds room in time is put, once.
- Return ``(sent, rejected)``: how many items were put, and a list of the others, in order.
- ``gone`` is set when the consumer is dead. From then on try no other item, and return within 1
  second, out of a long wait too. Items that were never tried count as rejected.
- The process that called ``produce`` may exit right after. If ``gone`` is set by then it must be
  able to, though nobody will ever read the queue. If not, what was sent must still arrive.
- None and falsy items are data, there is no end mark, and items can be big. Other producers may use
  the queue at the same time, and ``produce`` may be called again with it.
- No busy waiting: who waits wakes up at most 50 times a second. When ``produce`` returns nothing of
  yours still runs.

One plain module, right under fork, spawn and forkserver; leave the start method as it is set.

Example: the queue has room for two, and nobody takes anything. ``produce(queue, [3, 1, 8], 0.5,
gone)`` returns ``(2, [8])`` after half a second.

Done when ``nox -s grade -- 6`` passes.
"""

import multiprocessing as mp
from multiprocessing.synchronize import Event


def produce(queue: mp.Queue, items: list, patience: float, gone: Event) -> tuple[int, list]:
    rejected: list = []
    for item in items:
        queue.put(item)  # TODO: lose patience in time, and notice that the consumer is gone.
    return len(items) - len(rejected), rejected
