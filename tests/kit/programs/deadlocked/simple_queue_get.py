"""A consumer waits at a simple queue that nobody puts to.

says: consumer waits for an item, but nobody will ever put another one
methods: fork spawn
"""

import multiprocessing


def consume(jobs):
    jobs.get()  # ■ consumer: queue.get()


def run():
    jobs = multiprocessing.SimpleQueue()
    consumer = multiprocessing.Process(target=consume, args=(jobs,))
    consumer.start()
    consumer.join()  # ■ main: process.join()
