"""Two workers take a permit each and keep it; the third gets none.

says: third waits for a semaphore that nobody will ever give back
methods: fork spawn
"""

import multiprocessing


def work(permits):
    permits.acquire()


def wait(permits):
    permits.acquire()  # ■ third: semaphore.acquire()


def run():
    permits = multiprocessing.BoundedSemaphore(2)
    workers = [multiprocessing.Process(target=work, args=(permits,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    third = multiprocessing.Process(target=wait, args=(permits,), name="third")
    third.start()
    third.join()  # ■ main: process.join()
