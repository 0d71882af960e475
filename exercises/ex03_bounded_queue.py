"""Bound the queue.

This pipeline stops, but its producer is much faster than its consumer. So the items pile up, and
on a long stream memory runs out. Add back-pressure: a full queue must slow the producer down.

Write ``run(source, handle, maxsize) -> None``:

- ``source`` is a picklable iterable, not always a list. Iterate over it once, in the producer.
- The producer and the consumer are two child processes. The consumer calls ``handle(item)``
  once for each item, in order. It does not raise, and what it returns is ignored.
- Items are never None, and none equals everything; ``0``, ``""``, ``[]``, ``False`` are data.
- At most ``maxsize`` items (an int) wait between the two. The producer may hold one more and the
  consumer another: taken from ``source`` but not yet handled is never more than ``maxsize + 2``.
- The producer waits for room only, never for an item to be handled: while one is in hand,
  ``maxsize`` others wait, if the source has them.
- ``maxsize < 1``: ``run`` raises ValueError and starts no process.
- Memory must not grow with the stream: while 200 MB pass, no process grows by 64 MB.
- When ``run`` returns (None), every item is handled, what ``handle`` printed is out, and both
  processes have exited with code 0. It may be called again. No busy waiting (who waits wakes up at
  most 50 times a second), no lost items.

One plain module, right under fork, spawn and forkserver; leave the start method as it is set.
Example: ``run(range(1000), slow, 4)`` calls slow(0) ... slow(999), and range is never more than 6
ahead. Done when ``nox -s grade -- 3`` passes.
"""

import multiprocessing as mp
from collections.abc import Callable, Iterable
from typing import Any


def produce(queue: mp.Queue, source: Iterable) -> None:
    for item in source:
        queue.put(item)
    queue.put(None)


def consume(queue: mp.Queue, handle: Callable[[Any], None]) -> None:
    while (item := queue.get()) is not None:
        handle(item)


def run(source: Iterable, handle: Callable[[Any], None], maxsize: int) -> None:
    queue = mp.Queue()  # TODO: hold the producer back.
    producer = mp.Process(target=produce, args=(queue, source), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
