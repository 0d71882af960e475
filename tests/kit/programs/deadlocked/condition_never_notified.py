"""A worker waits for a condition that nobody notifies.

says: worker waits for a condition that nobody will ever notify
methods: fork spawn
"""

import multiprocessing


def work(condition):
    with condition:
        condition.wait()  # ■ worker: condition.wait()


def run():
    condition = multiprocessing.Condition()
    worker = multiprocessing.Process(target=work, args=(condition,))
    worker.start()
    worker.join()  # ■ main: process.join()
