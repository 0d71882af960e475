"""A child fills 96 MB of shared memory, where 32 are allowed.

ends: memory
verdict: crashed
limits: memory=33554432 deadline=2
"""

import mmap
import multiprocessing
import time


def work():
    hoard = mmap.mmap(-1, 96 << 20)
    for _ in range(96):
        hoard.write(b"x" * (1 << 20))
    time.sleep(600)


def run():
    worker = multiprocessing.Process(target=work)
    worker.start()
    worker.join()
