"""Stop on a signal.

A service works through jobs in child processes. When it is updated it gets SIGTERM; at a terminal
somebody presses Ctrl-C. Then the jobs in hand have to be finished, and the others handed back. The
version below just dies, and its children stay.

Write ``serve(jobs, work, workers, grace) -> list``. It calls ``work(job)`` for each item of the
list ``jobs``, in ``workers`` (>= 1) child processes, one at a time in each. Jobs are handed out in
list order, and no worker is idle while some are left. Without a signal each job is done once, and
``serve`` returns ``[]``.

The first signal is SIGTERM to the calling process alone, or SIGINT to its whole process group, as
Ctrl-C sends it. From then on:

- One second later no job is begun any more. Those in hand end undisturbed; then ``serve`` returns
  the jobs that were not finished, in list order.
- ``grace`` seconds (a float > 0, perhaps a very long time) after the first signal each worker that
  still has a job in hand is killed, and that job is among those returned.
- A second signal, of either kind, may follow 0.5 seconds after the first or later. Then all that
  are still at work are killed at once, and ``serve`` returns within a second.

A job that was finished is returned only if its worker was killed. Workers that were not killed
exit with code 0. On return all are joined, and SIGTERM and SIGINT have the handlers that they had
before. No exception leaves ``serve``, and nothing is written to stderr.

A signal comes only while a job is in hand: SIGINT when each worker has begun a job, SIGTERM then or
when all jobs are begun, though some workers may still be starting. ``work`` raises nothing, starts
no process and leaves signals alone, but it may catch every exception, or block in C. Its value is
ignored. Jobs are anything that can be pickled, within half a second, up to 1 MB each; some may be
equal. No busy waiting: who waits wakes up at most 50 times a second. ``serve`` is called in the
main thread, also again.

One plain module, right under fork, spawn and forkserver; leave the start method as it is set.
Example: ``serve([0.1, 60], time.sleep, 2, 5.0)``, and SIGTERM after a second, returns ``[60]`` five
seconds later. Done when ``nox -s grade -- 21`` passes.
"""

import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def do_job(job: Any, work: Callable[[Any], Any]) -> None:
    work(job)


def serve(jobs: list, work: Callable[[Any], Any], workers: int, grace: float) -> list:
    with mp.Pool(workers) as pool:
        pool.starmap(do_job, [(job, work) for job in jobs], chunksize=1)
    return []  # TODO: stop on SIGTERM and SIGINT, and return what was not finished.
