"""Add the sentinel.

The program below has one producer process and one consumer process. All the items arrive, and
then it hangs: the consumer does not know that production has ended. Make it stop by itself.

Write ``run(items, handle) -> None``:

- ``items`` is a list (maybe empty, maybe 200,000 long), ``handle`` a picklable callable.
- One child process, the producer, puts every item on the queue. Another child process, the
  consumer, calls ``handle(item)`` once for each item, in the order of the list.
- ``handle`` sees nothing but items. It does not raise, and what it returns is ignored.
- Items are never None, and none equals everything. ``0``, ``""``, ``[]`` and ``False`` are data.
  Some items are slow to pickle, some are big.
- When ``run`` returns, every item is handled and both processes have exited cleanly: by
  themselves, with code 0, joined, and what ``handle`` has printed is out. ``run`` returns None
  and may be called again.
- No busy waiting (who waits wakes up at most 50 times a second), and no sleeping in the hope that
  the rest is done by then.

Your answer is this one module. It must be right under fork, spawn and forkserver; the start
method is set before it runs, so do not set it here.

Example: ``run([3, 0, 8], print)`` prints 3, 0 and 8, then returns.
Done when ``nox -s grade -- 2`` passes.
"""

import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def produce(queue: mp.Queue, items: list) -> None:
    for item in items:
        queue.put(item)


def consume(queue: mp.Queue, handle: Callable[[Any], None]) -> None:
    while True:  # TODO: let the consumer learn that nothing more will come.
        item = queue.get()
        handle(item)


def run(items: list, handle: Callable[[Any], None]) -> None:
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
