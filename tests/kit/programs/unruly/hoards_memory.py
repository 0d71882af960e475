"""A child fills 96 MB of memory, where 32 are allowed.

ends: memory
verdict: crashed
limits: memory=33554432
"""

import multiprocessing
import time


def work():
    hoard = [b"x" * (1 << 20) for _ in range(96)]
    time.sleep(len(hoard))


def run():
    worker = multiprocessing.Process(target=work)
    worker.start()
    worker.join()
