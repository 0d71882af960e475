"""A pool's workers sleep and compute, and its parent waits for the results.

methods: fork
"""

import multiprocessing
import time


def work(number):
    time.sleep(0.08)
    return number * number


def run():
    with multiprocessing.Pool(2) as pool:
        assert pool.map(work, range(8), chunksize=1) == [n * n for n in range(8)]
        pool.close()
        pool.join()
