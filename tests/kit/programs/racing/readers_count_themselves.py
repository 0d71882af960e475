"""The first reader shuts the writer out, the last lets it in; but which is first, and last?

finds: deadlock
"""

import multiprocessing as mp


def read(readers, free, page):
    readers.value += 1
    if readers.value == 1:
        free.acquire()
    assert page.value in (1, 2)
    readers.value -= 1
    if readers.value == 0:
        free.release()


def write(free, page):
    with free:
        page.value += 1


if __name__ == "__main__":
    readers, free, page = mp.Value("i", 0), mp.Semaphore(1), mp.Value("i", 1)
    crew = [mp.Process(target=read, args=(readers, free, page)) for _ in range(2)]
    crew.append(mp.Process(target=write, args=(free, page)))
    for worker in crew:
        worker.start()
    for worker in crew:
        worker.join()
    print("page", page.value)
