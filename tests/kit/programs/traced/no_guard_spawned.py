"""Starts a process without a main guard: a spawned child refuses to do the same.

methods: spawn
code: 1
prints: An attempt has been made to start a new process
"""

import multiprocessing
import sys


def work():
    pass


worker = multiprocessing.Process(target=work)
worker.start()
worker.join()
sys.exit(worker.exitcode)
