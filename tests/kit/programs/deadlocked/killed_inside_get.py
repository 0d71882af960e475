"""A reader is killed inside get, so its lock stays taken, and the other reader gets nothing.

says: second cannot read what is in the queue: first died (ended by SIGKILL) inside get()
methods: fork spawn
"""

import multiprocessing


def read(jobs):
    jobs.get()  # ■ second: queue.get()


def run():
    jobs = multiprocessing.Queue()
    first = multiprocessing.Process(target=read, args=(jobs,), name="first")
    second = multiprocessing.Process(target=read, args=(jobs,), name="second")
    first.start()
    while not jobs._rlock._semlock._is_zero():  # until the first reader holds the lock
        first.join(0.01)
    first.kill()
    first.join()
    second.start()
    jobs.put("for the second")
    second.join()  # ■ main: process.join()
