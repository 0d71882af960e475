"""A client of a manager dies while it has a lock of the manager's.

says: main waits for a lock that nobody will give back: clumsy died (exit code 9)
methods: fork spawn
"""

import multiprocessing
import os


def die_inside(lock):
    lock.acquire()
    os._exit(9)


def run():
    with multiprocessing.Manager() as manager:
        lock = manager.Lock()
        clumsy = multiprocessing.Process(target=die_inside, args=(lock,), name="clumsy")
        clumsy.start()
        clumsy.join()
        lock.acquire()  # ■ main: proxy.acquire()
