"""A worker is killed while it has the lock of a shared counter.

says: main waits for a lock that nobody will give back: worker died (ended by SIGKILL)
methods: fork spawn
"""

import multiprocessing
import os
import signal


def work(counter):
    with counter.get_lock():
        counter.value += 1
        os.kill(os.getpid(), signal.SIGKILL)


def run():
    counter = multiprocessing.Value("i", 0)
    worker = multiprocessing.Process(target=work, args=(counter,))
    worker.start()
    worker.join()
    with counter.get_lock():  # ■ main: lock.acquire()
        return counter.value
