"""Two workers meet at a barrier that is made for three.

says: worker 1
methods: fork spawn
"""

import multiprocessing


def work(barrier):
    barrier.wait()  # ■ worker 1: barrier.wait() ■ worker 2: barrier.wait()


def run():
    barrier = multiprocessing.Barrier(3)
    workers = [multiprocessing.Process(target=work, args=(barrier,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()  # ■ main: process.join()
