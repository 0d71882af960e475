# verdict: deadlock
# Nobody reads results until all tasks are put: with big ones both pipes are full.
import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def work(jobs, results, fn):
    while (job := jobs.get()) is not None:
        index, task = job
        results.put((index, fn(task)))


def run(tasks: list, fn: Callable[[Any], Any], workers: int) -> list:
    jobs, results = mp.SimpleQueue(), mp.SimpleQueue()
    crew = [mp.Process(target=work, args=(jobs, results, fn)) for _ in range(workers)]
    for process in crew:
        process.start()
    for job in enumerate(tasks):
        jobs.put(job)
    for _ in crew:
        jobs.put(None)
    collected: list = [None] * len(tasks)
    for _ in tasks:
        index, result = results.get()
        collected[index] = result
    for process in crew:
        process.join()
    return collected
