"""A worker waits at a queue between threads, with no other thread left to put.

says: worker
methods: fork spawn
"""

import multiprocessing
import queue


def work():
    jobs = queue.Queue()
    jobs.get()  # ■ worker: its own code


def run():
    worker = multiprocessing.Process(target=work)
    worker.start()
    worker.join()  # ■ main: process.join()
