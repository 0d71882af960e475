"""Build the queue.

Everybody uses ``multiprocessing.Queue``. Show that you could have written it. The version below is
a bare pipe: messages of two writers get mixed, and it has no bound.

Write ``class Closed(Exception)`` and ``class BoundedQueue``, made by ``BoundedQueue(maxsize)``. A
``maxsize`` below 1 is a ValueError; it is at most 100. It has ``put(item) -> None``, ``get() ->
item`` and ``close() -> None``. It is passed to processes as an argument; each of them may put, get
and close, from one thread. Nothing is left once the queue is no longer used.

- Make it of Pipe, Lock, RLock, Semaphore, BoundedSemaphore, Condition, Event and shared memory
  (Value, Array): no queue of the library, no manager, no pool, no thread, no process.
- At most ``maxsize`` items wait (one more for each ``get`` that is under way). ``put`` waits for
  room, ``get`` for an item. No busy waiting: who waits wakes up at most 50 times a second.
- Every item goes to one ``get``. A lone getter gets the items of each putter in order.
- Items are anything that can be pickled, None and ``Closed`` too, up to 5 MB. ``put`` pickles: what
  is changed later is not seen, and once it has returned, the item outlives its process. Big items
  that wait may keep any ``put`` waiting, until they are got.
- An error of pickling leaves ``put``; one of unpickling leaves ``get``, and that item is gone. The
  queue goes on. Both may take long, or end their own process: this holds up and hurts nobody else.
  Apart from that nobody dies in a call.
- ``close`` may be called by any process, at any time, and repeatedly. From then on ``put`` raises
  Closed. ``get`` returns what is left, then raises Closed each time. Whoever waits for room or for
  an item is woken. If ``put`` raises Closed, nobody gets its item; if it returns, somebody can.

One plain module, right under fork, spawn and forkserver; leave the start method as it is set.
Example: after ``put(1)``, ``put(2)``, ``close()``, ``get`` returns 1, then 2, then raises Closed.
Done when ``nox -s grade -- 18`` passes.
"""

import multiprocessing as mp
from typing import Any


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        self._reader, self._writer = mp.Pipe(duplex=False)

    def put(self, item: Any) -> None:
        self._writer.send(item)  # TODO: several may put, get and close at the same time.

    def get(self) -> Any:
        return self._reader.recv()

    def close(self) -> None:
        self._writer.close()
