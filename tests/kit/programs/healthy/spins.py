"""A child computes for a while, and its parent joins it.

methods: fork
"""

import multiprocessing
import time


def work():
    while time.process_time() < 0.4:
        pass


def run():
    worker = multiprocessing.Process(target=work)
    worker.start()
    worker.join()
