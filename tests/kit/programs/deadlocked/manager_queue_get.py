"""A consumer waits at a manager's queue that nobody puts to; the manager's server is idle.

says: consumer
methods: fork spawn forkserver
"""

import multiprocessing


def consume(jobs):
    jobs.get()  # ■ consumer: its own code


def run():
    with multiprocessing.Manager() as manager:
        jobs = manager.Queue()
        consumer = multiprocessing.Process(target=consume, args=(jobs,))
        consumer.start()
        consumer.join()  # ■ main: process.join()
