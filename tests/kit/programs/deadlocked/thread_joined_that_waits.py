"""A worker joins a thread of its own that waits for an item.

says: worker, helper waits for an item, but nobody will ever put another one
methods: fork spawn
"""

import multiprocessing
import threading


def help_out(jobs):
    jobs.get()  # ■ worker, helper: queue.get()


def work(jobs):
    helper = threading.Thread(target=help_out, args=(jobs,), name="helper")
    helper.start()
    helper.join()  # ■ worker: thread.join()


def run():
    jobs = multiprocessing.Queue()
    worker = multiprocessing.Process(target=work, args=(jobs,))
    worker.start()
    worker.join()  # ■ main: process.join()
