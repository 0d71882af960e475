"""One executor with two workers: each of them takes one of the two tasks."""

import multiprocessing as mp
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any

job: dict = {}


def set_up(queue: mp.Queue, items: list, handle: Callable[[Any], None]) -> None:
    """Run in each worker: what cannot travel with a task comes as an argument of the process."""
    job.update(queue=queue, items=items, handle=handle)


def produce() -> None:
    for item in job["items"]:
        job["queue"].put(item)
    job["queue"].put(None)


def consume() -> None:
    while (item := job["queue"].get()) is not None:
        job["handle"](item)


def run(items: list, handle: Callable[[Any], None]) -> None:
    queue = mp.Queue()
    arguments = (queue, items, handle)
    with ProcessPoolExecutor(2, initializer=set_up, initargs=arguments) as pool:
        consumer = pool.submit(consume)
        producer = pool.submit(produce)
        producer.result()
        consumer.result()
    queue.close()
