"""A limit for each task.

Customers send formulas, and some never end. A task that takes too long has to go, whatever it does
to stay, and the next one has to start in its place. The version below gives up waiting, but the
task goes on, and soon all workers are busy with such tasks.

Write ``run(tasks, fn, limit, workers) -> list[tuple]``. It calls ``fn(task)`` once for each item of
the list ``tasks``, in child processes, and returns a tuple for each, in the same order; ``i`` is
the task's index:

- ``("ok", i, value)``: ``fn`` returned ``value``.
- ``("error", i, type_name)``: ``fn`` raised an Exception of this class, a TimeoutError too. If the
  value cannot be pickled it is an error as well, with any name.
- ``("timeout", i)``: ``fn`` and the pickling of its value took longer than ``limit`` seconds (a
  float > 0, wall-clock time), and were ended by force, within 5 seconds after the limit.
- ``("crashed", i, exitcode)``: the process died in ``fn``, by itself. The code is
  multiprocessing's: -9 for SIGKILL; it can be 0. SystemExit may be either, error or crashed.

The clock of a task starts when ``fn`` is called: waiting for a worker, starting a process and
unpickling do not count. Up to ``limit`` there is no timeout; over ``limit`` + 1 second there is;
between the two either will do. A task within its limit is never interrupted, repeated or lost.

Never more than ``workers`` (>= 1) calls run at once; as many do while there are tasks, also after
some were ended. ``fn`` may ignore SIGTERM, catch every exception, or block in C; it starts no
processes. Tasks and values can be anything that can be pickled, None too, up to 1 MB. No busy
waiting: who waits wakes up at most 50 times a second. On return all processes have ended and are
joined. ``run`` may be called again.

One plain module, right under fork, spawn and forkserver; leave the start method as it is set.
Example: ``run([0.1, 60], time.sleep, 1.0, 2)`` returns ``[("ok", 0, None), ("timeout", 1)]`` after
about a second. Done when ``nox -s grade -- 20`` passes.
"""

import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def run(tasks: list, fn: Callable[[Any], Any], limit: float, workers: int) -> list[tuple]:
    rows: list[tuple] = []
    with mp.Pool(workers) as pool:
        calls = [pool.apply_async(fn, (task,)) for task in tasks]
        for index, call in enumerate(calls):
            try:
                rows.append(("ok", index, call.get(limit)))
            except mp.TimeoutError:  # TODO: end the task, and report what else can happen.
                rows.append(("timeout", index))
    return rows
