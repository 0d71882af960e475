"""A worker makes a lock, and ends before the interpreter can remove that.

verdict: leaked
says: leaked semaphore objects to clean up at shutdown (it makes semaphores at semaphore_left.py:13)
methods: spawn
"""

import multiprocessing as mp
import os


def work():
    lock = mp.Lock()
    with lock:
        os._exit(0)


def run():
    process = mp.Process(target=work)
    process.start()
    process.join()
