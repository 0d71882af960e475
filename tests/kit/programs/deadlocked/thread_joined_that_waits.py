"""A worker joins a thread of its own that waits for an item.

says: waits for an item, but nobody will ever put another one
"""

import multiprocessing
import threading


def work(jobs):
    helper = threading.Thread(target=jobs.get, name="helper")
    helper.start()
    helper.join()  # ■ worker: thread.join()


def run():
    jobs = multiprocessing.Queue()
    worker = multiprocessing.Process(target=work, args=(jobs,))
    worker.start()
    worker.join()  # ■ main: process.join()
