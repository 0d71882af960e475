"""Starts a process without a main guard, which forked children do not mind.

methods: fork
"""

import multiprocessing


def work():
    print("worked")


worker = multiprocessing.Process(target=work)
worker.start()
worker.join()
