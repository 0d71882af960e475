"""A child waits for an item that nobody puts, and its parent joins it.

ends: proof
elsewhere: deadline
verdict: deadlock
methods: fork spawn
"""

import multiprocessing


def consume(jobs):
    jobs.get()


def run():
    jobs = multiprocessing.Queue()
    consumer = multiprocessing.Process(target=consume, args=(jobs,))
    consumer.start()
    consumer.join()
