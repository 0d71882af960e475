"""A consumer waits for one more item, and its parent joins it.

says: consumer waits for an item, but nobody will ever put another one
methods: fork spawn forkserver
"""

import multiprocessing


def consume(jobs):
    jobs.get()
    jobs.get()  # ■ consumer: queue.get()


def run():
    jobs = multiprocessing.Queue()
    consumer = multiprocessing.Process(target=consume, args=(jobs,))
    consumer.start()
    jobs.put("only")
    consumer.join()  # ■ main: process.join()
