# verdict: deadlock @ at_once
# A reader takes one of 41 seats, a writer takes them one by one until it has them all.
# Breaks "Whoever cannot get in waits": two writers who ask together each hold half, forever.

import multiprocessing as mp
from contextlib import contextmanager

SEATS = 41


class RWLock:
    def __init__(self) -> None:
        self._seats = mp.Semaphore(SEATS)
        self._door = mp.Semaphore(1)
        self._writers = mp.Value("i", 0)

    @contextmanager
    def read(self):
        with self._door:
            self._seats.acquire()
        try:
            yield
        finally:
            self._seats.release()

    @contextmanager
    def write(self):
        with self._writers.get_lock():
            if self._writers.value == 0:
                self._door.acquire()
            self._writers.value += 1
        taken = 0
        try:
            while taken < SEATS:
                self._seats.acquire()
                taken += 1
            yield
        finally:
            for _ in range(taken):
                self._seats.release()
            with self._writers.get_lock():
                self._writers.value -= 1
                if self._writers.value == 0:
                    self._door.release()
