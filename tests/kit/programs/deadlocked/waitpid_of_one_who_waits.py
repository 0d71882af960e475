"""The parent waits for its child by pid, and the child for an item.

says: consumer waits for an item, but nobody will ever put another one
methods: fork spawn (a forkserver's children are not the caller's)
"""

import multiprocessing
import os


def consume(jobs):
    jobs.get()  # ■ consumer: queue.get()


def run():
    jobs = multiprocessing.Queue()
    consumer = multiprocessing.Process(target=consume, args=(jobs,))
    consumer.start()
    os.waitpid(consumer.pid, 0)  # ■ main: its own code
