"""A child sleeps, again and again, and its parent joins it.

methods: fork spawn
"""

import multiprocessing
import time


def work():
    for _ in range(8):
        time.sleep(0.06)


def run():
    worker = multiprocessing.Process(target=work)
    worker.start()
    worker.join()
