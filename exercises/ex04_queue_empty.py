"""Handle queue.Empty.

A consumer must not only work: when its queue stays quiet it has to report that, and its owner may
then tell it to go home. The version below waits for ever, so nobody hears that it is idle.

Write ``consume(queue, handle, on_idle, timeout) -> str``:

- ``queue`` is a ``multiprocessing.Queue``; ``timeout`` a float > 0, in seconds.
- Call ``handle(item)`` once for each item, at once and in order; what it returns is ignored. Items
  are never None; ``0``, ``""``, ``[]`` and ``False`` are data.
- None is the end mark: take it, return ``"done"``, and leave whatever comes after it to the next
  call.
- Whenever nothing has arrived for ``timeout`` seconds, call ``on_idle()``, which returns a bool.
  True: return ``"idle"``. False: keep consuming; late items still count. The clock starts anew
  when ``on_idle`` or ``handle`` returns, so n timeouts of silence make at most n calls.
- An exception raised by ``handle`` or ``on_idle`` leaves ``consume`` as it is, even queue.Empty or
  KeyboardInterrupt.
- ``handle`` and ``on_idle`` are called in the calling process. Other consumers may read the same
  queue at the same time; each of them gets a None of its own. Take nothing ahead: while one of them
  handles an item, the next one is for whoever is free.
- No busy waiting (who waits wakes up at most 50 times a second), and no fixed delay per item.

One plain module, right under fork, spawn and forkserver; leave the start method as it is set.

Example: 3, then 2.5 timeouts of silence, then 8 and None: ``handle(3)``, two calls of ``on_idle()``
that return False, ``handle(8)``, and the result is ``"done"``.

Done when ``nox -s grade -- 4`` passes.
"""

import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def consume(
    queue: mp.Queue,
    handle: Callable[[Any], None],
    on_idle: Callable[[], bool],
    timeout: float,
) -> str:
    while True:
        item = queue.get()  # TODO: notice when nothing arrives.
        if item is None:
            return "done"
        handle(item)
