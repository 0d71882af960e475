"""A thread of an executor waits, and the caller handles."""

import multiprocessing as mp
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def receive(queue: mp.Queue) -> Any:
    """Wait in a helper thread until one item has come."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="receiver") as pool:
        return pool.submit(queue.get).result()


def consume(queue: mp.Queue, count: int, handle: Callable[[Any], None]) -> None:
    for _ in range(count):
        item = receive(queue)
        handle(item)
