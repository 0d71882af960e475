"""Keep a pipeline in order.

Pages are fetched, parsed and rated, one after the other, and the program waits most of the time.
Make it a pipeline: several processes for each stage, and still the results in input order.

Write ``run(items, stages, workers, maxsize, handle) -> None``:

- ``stages`` is a list of one or more picklable functions. Each item goes through all of them, in
  turn. Every stage has ``workers`` (1 or more) processes of its own, which can all be busy at once.
- The caller's process iterates over ``items``, any iterable, once, and calls ``handle(result)``,
  one at a time, in the order of ``items``. What it returns is ignored. Threads are allowed.
- Streaming: a result is handled as soon as it is the next in line, also while the iterator of
  ``items`` still waits for its next item, or while later items are being worked on.
- Before each stage, also the first, at most ``maxsize`` (1 or more) items wait. What a worker has
  in its hands does not count, nor does the one that is about to be put before the first stage.
- At most ``(len(stages) + 1) * (maxsize + workers) + 4`` items are taken from ``items`` and not yet
  handled, also while the first one is slow.
- If a stage raises an Exception, whichever, ``run`` raises an exception of any type: within 5
  seconds, or as soon as the items taken by then are through, if that takes longer; also if
  ``items`` never ends. What is handled by then is a prefix of the results before the failed item.
- None is data, and so is an exception that is not raised; items and results can be pickled.
  ``items`` and ``handle`` do not raise, and ``items`` does not wait once a stage has raised.
- When ``run`` returns, its processes have exited, with code 0 (a Pool may end its own workers).
  When it raises, they have ended, however. No thread is left, and nothing is left open. After
  either it may be called again.
- No busy waiting: who waits wakes up at most 50 times a second.

One plain module, right under fork, spawn and forkserver; leave the start method as it is set.

Example: ``run([9, 4], [abs, math.sqrt], 2, 1, print)`` prints 3.0, then 2.0, even if the sqrt of 9
takes longer. Done when ``nox -s grade -- 12`` passes.
"""

from collections.abc import Callable, Iterable
from typing import Any


def run(
    items: Iterable, stages: list[Callable], workers: int, maxsize: int, handle: Callable
) -> None:
    for item in items:  # TODO: give every stage processes of its own.
        result: Any = item
        for stage in stages:
            result = stage(result)
        handle(result)
