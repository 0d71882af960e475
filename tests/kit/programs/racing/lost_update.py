"""Two processes add to a counter that nobody locks for the whole of an addition.

finds: output
"""

import multiprocessing as mp


def add(counter):
    for _ in range(3):
        counter.value += 1


if __name__ == "__main__":
    counter = mp.Value("i", 0)
    crew = [mp.Process(target=add, args=(counter,)) for _ in range(2)]
    for worker in crew:
        worker.start()
    for worker in crew:
        worker.join()
    print(counter.value)
