"""A worker waits for an event that its parent would set after the join.

says: worker waits for an event that nobody will ever set
methods: fork spawn
"""

import multiprocessing


def work(go):
    go.wait()  # ■ worker: event.wait()


def run():
    go = multiprocessing.Event()
    worker = multiprocessing.Process(target=work, args=(go,))
    worker.start()
    worker.join()  # ■ main: process.join()
    go.set()
