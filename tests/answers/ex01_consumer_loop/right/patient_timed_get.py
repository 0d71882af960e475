"""Timed gets: running out of time only means to wait again."""

import multiprocessing as mp
import queue as std_queue
from collections.abc import Callable
from typing import Any

ONE_HOUR = 3600.0


def wait_for_item(queue: mp.Queue) -> Any:
    while True:
        try:
            return queue.get(timeout=ONE_HOUR)
        except std_queue.Empty:
            # The producer is merely late.
            continue


def consume(queue: mp.Queue, count: int, handle: Callable[[Any], None]) -> None:
    done = 0
    while done < count:
        item = wait_for_item(queue)
        handle(item)
        done += 1
