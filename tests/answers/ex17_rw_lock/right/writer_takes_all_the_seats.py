"""A reader takes one of 41 seats, a writer all of them, and writers shut the door first."""

import multiprocessing as mp
from collections.abc import Iterator
from contextlib import contextmanager

SEATS = 41  # the process that made the lock and 40 others


class RWLock:
    def __init__(self) -> None:
        self._seats = mp.Semaphore(SEATS)
        self._door = mp.Semaphore(1)  # shut by the first writer, opened by the last
        self._one_writer = mp.Lock()
        self._count_lock = mp.Lock()
        self._writers = mp.RawValue("i", 0)  # waiting or inside

    @contextmanager
    def read(self) -> Iterator[None]:
        with self._door:
            self._seats.acquire()  # there is one: no writer is about
        try:
            yield
        finally:
            self._seats.release()

    @contextmanager
    def write(self) -> Iterator[None]:
        with self._count_lock:
            if self._writers.value == 0:
                self._door.acquire()
            self._writers.value += 1
        try:
            with self._one_writer:
                taken = 0
                try:
                    while taken < SEATS:
                        self._seats.acquire()
                        taken += 1
                    yield
                finally:
                    for _ in range(taken):
                        self._seats.release()
        finally:
            with self._count_lock:
                self._writers.value -= 1
                if self._writers.value == 0:
                    self._door.release()
