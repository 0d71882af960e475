"""Share one queue of numbered jobs, send one sentinel for each worker, sort results by number."""

import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def work(jobs: mp.Queue, results: mp.Queue, fn: Callable[[Any], Any]) -> None:
    """Answer numbered jobs until a sentinel comes."""
    while (job := jobs.get()) is not None:
        index, task = job
        results.put((index, fn(task)))


def run(tasks: list, fn: Callable[[Any], Any], workers: int) -> list:
    """Return `fn(task)` for each task, in the order of the tasks, computed by `workers`."""
    jobs, results = mp.Queue(), mp.Queue()
    crew = [mp.Process(target=work, args=(jobs, results, fn)) for _ in range(workers)]
    for worker in crew:
        worker.start()
    for job in enumerate(tasks):
        jobs.put(job)
    for _ in crew:
        jobs.put(None)  # One each: a worker that has seen its own never takes another's.
    found = dict(results.get() for _ in tasks)  # Before join(): who has unsent results can't exit.
    for worker in crew:
        worker.join()
    return [found[index] for index in range(len(tasks))]
