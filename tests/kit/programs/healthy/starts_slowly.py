"""Each child's module takes long to load, and the parent waits for its first word without a limit.

methods: fork spawn forkserver
"""

import multiprocessing
import time

if multiprocessing.parent_process() is not None:
    time.sleep(0.15)


def work(results):
    results.put("here")


def run():
    results = multiprocessing.SimpleQueue()
    for _ in range(3):
        worker = multiprocessing.Process(target=work, args=(results,))
        worker.start()
        results.get()
        worker.join()
