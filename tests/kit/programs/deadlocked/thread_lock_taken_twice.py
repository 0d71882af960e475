"""A worker takes a lock of the threading module that it holds already.

says: worker
methods: fork spawn
"""

import multiprocessing
import threading


def work():
    lock = threading.Lock()
    with lock:
        lock.acquire()  # ■ worker: its own code


def run():
    worker = multiprocessing.Process(target=work)
    worker.start()
    worker.join()  # ■ main: process.join()
