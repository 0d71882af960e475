"""Three should meet at a barrier, and one dies on the way.

says: wait at a barrier: the barrier is made for 3, and 2 have come, and eve died
methods: fork spawn
"""

import multiprocessing
import os


def work(barrier, name):
    if name == "eve":
        os._exit(1)
    barrier.wait()  # ■ ann: barrier.wait() ■ bob: barrier.wait()


def run():
    barrier = multiprocessing.Barrier(3)
    workers = [
        multiprocessing.Process(target=work, args=(barrier, name), name=name)
        for name in ("ann", "bob", "eve")
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()  # ■ main: process.join()
