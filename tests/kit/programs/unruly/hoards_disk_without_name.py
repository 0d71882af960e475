"""A child writes 48 MB to a file that no folder lists, where 16 are allowed.

ends: disk
elsewhere: deadline
verdict: crashed
limits: disk=16777216 deadline=2
"""

import multiprocessing
import tempfile
import time


def work():
    with tempfile.TemporaryFile() as file:
        for _ in range(48):
            file.write(bytes(1 << 20))
        file.flush()
        time.sleep(600)


def run():
    worker = multiprocessing.Process(target=work)
    worker.start()
    worker.join()
