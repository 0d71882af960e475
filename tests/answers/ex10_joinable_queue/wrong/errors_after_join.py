# verdict: deadlock @ many_errors
# the tracebacks of the workers are read when these have been joined
import logging
import multiprocessing as mp
import traceback
from collections.abc import Callable
from typing import Any


def work(tasks: mp.JoinableQueue, errors: mp.Queue, handle: Callable[[Any], None]) -> None:
    while (job := tasks.get()) is not None:
        try:
            handle(*job)
        except Exception:
            errors.put(traceback.format_exc())
        finally:
            tasks.task_done()
    errors.put(None)


def run(batches: list[list], handle: Callable[[Any], None], workers: int) -> None:
    tasks: mp.JoinableQueue = mp.JoinableQueue()
    errors: mp.Queue = mp.Queue()
    crew = [mp.Process(target=work, args=(tasks, errors, handle)) for _ in range(workers)]
    for worker in crew:
        worker.start()
    for batch in batches:
        for item in batch:
            tasks.put((item,))
        tasks.join()
    for _ in crew:
        tasks.put(None)
    for worker in crew:
        worker.join()
    for _ in crew:  # One None from each worker ends its errors.
        for error in iter(errors.get, None):
            logging.getLogger(__name__).debug(error)
