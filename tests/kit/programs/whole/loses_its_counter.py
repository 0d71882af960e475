"""A program whose counter dies with its last reference, while the child that needs it starts."""

import multiprocessing as mp


def work(counter):
    print(counter.value)


def start_worker():
    counter = mp.Value("i", 0)
    worker = mp.Process(target=work, args=(counter,))
    worker.start()
    return worker


if __name__ == "__main__":
    start_worker().join()
