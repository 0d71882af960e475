"""It is looked at twice, as it should be, and yet "ready" is said before the size is there.

finds: output
"""

import multiprocessing as mp


def find_size(ready, lock, size):
    if not ready.value:
        with lock:
            if not ready.value:
                ready.value = 1
                size.value = 8
    return size.value


def work(ready, lock, size, found):
    found.put(find_size(ready, lock, size))


if __name__ == "__main__":
    ready, size = mp.Value("b", 0), mp.Value("i", 0)
    lock, found = mp.Lock(), mp.SimpleQueue()
    crew = [mp.Process(target=work, args=(ready, lock, size, found)) for _ in range(2)]
    for worker in crew:
        worker.start()
    for worker in crew:
        worker.join()
    print(sorted(found.get() for _ in crew))
