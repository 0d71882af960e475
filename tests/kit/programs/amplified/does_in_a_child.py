"""A child process records with a manager, reads a file, or makes an array, and ends."""

import multiprocessing as mp


def record(values, lock):
    with lock:
        values.append(1)


def read(values, lock):
    with open(mp.__file__, "rb") as file:
        file.read()


def array(values, lock):
    mp.RawArray("q", 1000)


def run(what):
    with mp.Manager() as manager:
        values, lock = manager.list(), manager.Lock()
        child = mp.Process(target=globals()[what], args=(values, lock))
        child.start()
        child.join()
