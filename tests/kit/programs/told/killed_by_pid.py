"""A worker waits for more, and main kills it by its number.

verdict: crashed
says: worker did not end by itself: main ended it by os.kill(child.pid, signal.SIGKILL) at killed_by_pid.py:24 (ended by SIGKILL)
methods: fork spawn
"""

import multiprocessing as mp
import os
import signal


def work(queue, results):
    while True:
        results.put(queue.get())


def run():
    queue, results = mp.Queue(), mp.Queue()
    child = mp.Process(target=work, args=(queue, results), name="worker")
    child.start()
    queue.put(1)
    results.get()
    os.kill(child.pid, signal.SIGKILL)
    child.join()
