"""A worker dies between acquire and release, and the next one waits for its lock.

says: next waits for a lock that nobody will give back: clumsy died (exit code 9)
methods: fork spawn forkserver
"""

import multiprocessing
import os


def die_inside(lock):
    lock.acquire()
    os._exit(9)


def work(lock):
    with lock:  # ■ next: lock.acquire()
        pass


def run():
    lock = multiprocessing.Lock()
    clumsy = multiprocessing.Process(target=die_inside, args=(lock,), name="clumsy")
    clumsy.start()
    clumsy.join()
    following = multiprocessing.Process(target=work, args=(lock,), name="next")
    following.start()
    following.join()  # ■ main: process.join()
