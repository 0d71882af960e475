"""A reader needs one permit, a writer both; two writers may get one each.

finds: deadlock
"""

import multiprocessing as mp

PERMITS = 2


def read(permits, page):
    with permits:
        assert page.value >= 0


def write(permits, page):
    for _ in range(PERMITS):
        permits.acquire()
    page.value += 1
    for _ in range(PERMITS):
        permits.release()


if __name__ == "__main__":
    permits, page = mp.Semaphore(PERMITS), mp.Value("i", 0)
    crew = [mp.Process(target=task, args=(permits, page)) for task in (write, read, write)]
    for worker in crew:
        worker.start()
    for worker in crew:
        worker.join()
    print("page", page.value)
