"""A consumer gets with a time limit, in a loop, until it has been idle often enough.

methods: fork spawn
"""

import contextlib
import multiprocessing
import queue


def consume(jobs):
    for _ in range(8):
        with contextlib.suppress(queue.Empty):
            jobs.get(timeout=0.06)


def run():
    jobs = multiprocessing.Queue()
    consumer = multiprocessing.Process(target=consume, args=(jobs,))
    consumer.start()
    consumer.join()
