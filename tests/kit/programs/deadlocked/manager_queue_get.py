"""A consumer waits at a manager's queue that nobody puts to; the manager's server is idle.

says: consumer waits for an item of the manager's queue, but nobody will ever put another one
methods: fork spawn forkserver
"""

import multiprocessing


def consume(jobs):
    jobs.get()  # ■ consumer: proxy.get()


def run():
    with multiprocessing.Manager() as manager:
        jobs = manager.Queue()
        consumer = multiprocessing.Process(target=consume, args=(jobs,))
        consumer.start()
        consumer.join()  # ■ main: process.join()
