"""Two workers meet at a barrier that is made for three.

says: worker 1 and worker 2 wait at a barrier: the barrier is made for 3, and 2 have come
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
