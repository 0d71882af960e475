"""A child leaves the session, and its parent joins it.

ends: deadline
verdict: timeout
limits: deadline=0.5
methods: fork spawn
"""

import multiprocessing
import os
import time


def work():
    os.setsid()
    time.sleep(600)


def run():
    worker = multiprocessing.Process(target=work)
    worker.start()
    worker.join()
