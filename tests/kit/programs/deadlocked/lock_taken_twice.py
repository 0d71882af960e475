"""A worker takes a lock that it holds already.

says: worker waits for a lock that it holds itself
methods: fork spawn
"""

import multiprocessing


def work(lock):
    with lock:
        lock.acquire()  # ■ worker: lock.acquire()


def run():
    lock = multiprocessing.Lock()
    worker = multiprocessing.Process(target=work, args=(lock,))
    worker.start()
    worker.join()  # ■ main: process.join()
