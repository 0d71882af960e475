"""The caller returns while a consumer still waits, and joins it when the program ends.

says: consumer waits for an item, but nobody will ever put another one
methods: fork
also: ■ main: exit
"""

import multiprocessing


def consume(jobs):
    jobs.get()  # ■ consumer: queue.get()


def run():
    jobs = multiprocessing.Queue()
    multiprocessing.Process(target=consume, args=(jobs,)).start()
