"""Write the executor, in two steps.

``concurrent.futures.ProcessPoolExecutor`` gives up all its work when one worker dies. Write one
that goes on. The version below runs tasks, but whoever waits for one that died waits for ever.

**Step 1: submit and result.** Write ``class WorkerDied(Exception)`` and ``class Executor``, made by
``Executor(workers)``, which has ``workers`` (>= 1) child processes.

- ``submit(fn, *args)`` returns a Future at once, however much there is to do. ``fn(*args)`` is
  called once in a child. Tasks run in all workers if there are enough; one worker runs them in
  order.
- The Future's ``result(timeout=None)`` waits for the outcome, and returns the value or raises what
  ``fn`` raised: the same class with the same text. ``exception(timeout=None)`` returns it, or None.
  ``done()`` tells if there is an outcome. If there is none within ``timeout`` seconds, both raise
  TimeoutError (the builtin one or that of concurrent.futures), and may be called again.
- An exception whose class or text pickle does not give back becomes a RuntimeError that names its
  class. If the value cannot be pickled or rebuilt, any exception will do. An exception may also be
  returned, as a value.
- ``map(fn, iterable)`` submits all at once and gives the values in order. It raises what ``fn``
  raised where that is reached. Its ``fn`` does not raise StopIteration.

**Step 2: cancel, death and shutdown.**

- ``cancel()`` returns True, each time, if no worker was given the task. It never runs then,
  ``done`` is True, and ``result`` and ``exception`` raise ``concurrent.futures.CancelledError``.
  Otherwise False. A worker is given one task at a time.
- If a worker dies in a task (in ``fn``, or in a pickle hook of its arguments or value), its outcome
  is WorkerDied, within 5 seconds. It is not tried again, the worker is replaced, and nothing else
  suffers. A SystemExit or KeyboardInterrupt out of ``fn`` is raised as itself or as WorkerDied.
- After ``shutdown(wait=True)`` ``submit`` raises RuntimeError; what was submitted still runs. It
  returns when all is done and every process has ended by itself, with ``wait=False`` at once. It
  may be called again. Leaving ``with Executor(n) as executor:`` is ``shutdown()``.

One process uses it, from any of its threads, and shuts it down in the end. ``fn``, arguments and
values can be anything that can be pickled, up to 5 MB; arguments are not changed after ``submit``.
``fn`` starts no processes. ``concurrent.futures.Future`` may be used, an executor or a Pool of the
library not. No busy waiting: who waits wakes up at most 50 times a second.

One plain module, right under fork, spawn and forkserver; leave the start method as it is set.
Example: ``Executor(2).submit(pow, 2, 5).result()`` is 32.
Done when ``nox -s grade -- 19`` passes.
"""

import multiprocessing as mp
import threading
from concurrent.futures import Future


class WorkerDied(Exception):
    pass


def work(tasks, results) -> None:
    for number, fn, args in iter(tasks.get, None):
        try:
            results.put((number, fn(*args), None))
        except Exception as error:
            results.put((number, None, error))


class Executor:
    def __init__(self, workers: int) -> None:
        self._tasks, self._results = mp.Queue(), mp.Queue()
        self._futures: list[Future] = []
        self._crew = [
            mp.Process(target=work, args=(self._tasks, self._results)) for _ in range(workers)
        ]
        for worker in self._crew:
            worker.start()
        self._collector = threading.Thread(target=self._collect)
        self._collector.start()

    def submit(self, fn, *args) -> Future:
        future: Future = Future()
        self._futures.append(future)
        self._tasks.put((self._futures.index(future), fn, args))
        return future

    def _collect(self) -> None:
        for number, value, error in iter(self._results.get, None):
            if error is None:
                self._futures[number].set_result(value)
            else:
                self._futures[number].set_exception(error)

    def shutdown(self, wait: bool = True) -> None:  # TODO: cancel, death, and the rest of it.
        for _ in self._crew:
            self._tasks.put(None)
        for worker in self._crew:
            worker.join()
        self._results.put(None)
        self._collector.join()
