"""Two processes add to a counter, each addition under its lock."""

import multiprocessing as mp


def add(counter):
    for _ in range(3):
        with counter.get_lock():
            counter.value += 1


if __name__ == "__main__":
    counter = mp.Value("i", 0)
    crew = [mp.Process(target=add, args=(counter,)) for _ in range(2)]
    for worker in crew:
        worker.start()
    for worker in crew:
        worker.join()
    print(counter.value)
