"""Ingest from many sources.

Data comes from several sources, each in a process of its own, and the caller takes it in. This
version stops when the first source has finished. It should go on until the last one has, and
notice a source that dies.

Write ``run(sources, handle) -> dict[str, str]``:

- ``sources`` maps a name (a str) to a picklable iterable. Each is iterated once, by a child process
  of its own. All of these processes run side by side.
- Call ``handle(name, item)`` for each item, in the calling process, one call at a time, as soon as
  it arrives; what it returns is ignored. Items of one source stay in order, those of two need not.
- A late source does not hold up the items of the others, nor does a process that is slow to exit.
  No busy waiting: who waits wakes up at most 50 times a second.
- Return a dict with every name. ``"done"``: the source was iterated to its end. ``"died"``: its
  process ended before that, by an exception, a signal or ``os._exit()``, even ``os._exit(0)``.
- What had arrived from a source that died is handled. The other sources go on as if nothing were.
- Items can be None, falsy, a few MB big, or equal to anything: all are data. You may assume that
  they can be pickled, that ``handle`` does not raise, and that nobody dies within a put or a send.
- When ``run`` returns, all processes have ended by themselves. ``run`` may be called again.

One plain module, right under fork, spawn and forkserver; leave the start method as it is set.

Example: ``run({"a": [3, None], "b": bad}, handle)``, where ``bad`` gives 8 and then raises, calls
``handle("a", 3)``, ``("a", None)`` and ``("b", 8)``, and returns ``{"a": "done", "b": "died"}``.
Done when ``nox -s grade -- 9`` passes.
"""

import multiprocessing as mp
from collections.abc import Callable, Iterable
from typing import Any


def produce(queue: mp.Queue, name: str, source: Iterable) -> None:
    for item in source:
        queue.put((name, item))
    queue.put(None)


def run(sources: dict[str, Iterable], handle: Callable[[str, Any], None]) -> dict[str, str]:
    queue = mp.Queue()
    producers = []
    for name, source in sources.items():
        producers.append(mp.Process(target=produce, args=(queue, name, source), name=name))
        producers[-1].start()
    while (message := queue.get()) is not None:  # TODO: this ends with the first source.
        handle(*message)
    for producer in producers:
        producer.join()
    return dict.fromkeys(sources, "done")
