"""A bounded JoinableQueue; the caller joins the producer, and sends the end mark."""

import multiprocessing as mp
from collections.abc import Callable, Iterable
from multiprocessing.synchronize import SEM_VALUE_MAX
from typing import Any


def produce(tasks: mp.JoinableQueue, source: Iterable) -> None:
    for item in source:
        tasks.put(item)


def consume(tasks: mp.JoinableQueue, handle: Callable[[Any], None]) -> None:
    while True:
        item = tasks.get()
        if item is None:
            tasks.task_done()
            return
        handle(item)
        tasks.task_done()


def run(source: Iterable, handle: Callable[[Any], None], maxsize: int) -> None:
    if maxsize < 1:
        raise ValueError("maxsize < 1")
    tasks = mp.JoinableQueue(min(maxsize, SEM_VALUE_MAX))
    consumer = mp.Process(target=consume, args=(tasks, handle), name="consumer")
    producer = mp.Process(target=produce, args=(tasks, source), name="producer")
    consumer.start()
    producer.start()
    producer.join()
    tasks.put(None)
    tasks.join()
    tasks.close()
    tasks.join_thread()
    consumer.join()
