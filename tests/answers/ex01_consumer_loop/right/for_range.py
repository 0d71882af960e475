# right: one blocking get for each turn of a counted loop
"""Consumer loop, the short way."""

import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    for _ in range(count):
        handle(queue.get())
