"""A worker of a pool is killed at its task; the pool replaces it, but not the task.

says: pool worker 1 (exit code 9) died, and pool worker 2 and main still wait
methods: fork spawn
also: ■ pool worker 2: queue.get()
"""

import multiprocessing
import os


def work(number):
    if number == 1:
        os._exit(9)
    return number


def run():
    with multiprocessing.Pool(1) as pool:
        return pool.map(work, [1])  # ■ main: its own code
