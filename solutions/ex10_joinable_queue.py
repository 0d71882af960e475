"""Every item put is one more to do, every task_done() one less; join() waits for none left."""

import multiprocessing as mp
from collections.abc import Callable
from contextlib import suppress
from typing import Any


def work(tasks: mp.JoinableQueue, handle: Callable[[Any], None]) -> None:
    """Handle one item after the other, and acknowledge each, whatever became of it."""
    while (task := tasks.get()) is not None:
        (item,) = task
        try:
            with suppress(Exception):
                handle(item)
        finally:
            tasks.task_done()


def run(batches: list[list], handle: Callable[[Any], None], workers: int) -> None:
    """Let worker processes handle the batches, one after the other."""
    tasks: mp.JoinableQueue = mp.JoinableQueue()
    crew = [mp.Process(target=work, args=(tasks, handle)) for _ in range(workers)]
    for worker in crew:
        worker.start()
    for batch in batches:
        for item in batch:
            tasks.put((item,))  # In a tuple, for a plain None is the end mark.
        tasks.join()
    for _ in crew:
        tasks.put(None)
    for worker in crew:
        worker.join()
