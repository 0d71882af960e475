"""A child process records with a manager, reads a file, makes an array or a thread, and ends."""

import multiprocessing as mp
import threading


def record(values, lock):
    with lock:
        values.append(1)


def read(values, lock):
    with open(mp.__file__, "rb") as file:
        file.read()


def array(values, lock):
    mp.RawArray("q", 1000)


def thread(values, lock):
    helper = threading.Thread(target=lock.release)
    lock.acquire()
    helper.start()
    helper.join()


def run(what):
    with mp.Manager() as manager:
        values, lock = manager.list(), manager.Lock()
        child = mp.Process(target=globals()[what], args=(values, lock))
        child.start()
        child.join()
