"""Everybody goes through a turnstile, which a writer keeps shut until it leaves."""

import multiprocessing as mp
from contextlib import contextmanager


class RWLock:
    def __init__(self) -> None:
        self._turnstile = mp.Lock()
        self._mutex = mp.Lock()
        self._room = mp.Semaphore(1)
        self._readers = mp.RawValue("i", 0)

    @contextmanager
    def read(self):
        with self._turnstile, self._mutex:
            if self._readers.value == 0:
                self._room.acquire()
            self._readers.value += 1
        try:
            yield
        finally:
            with self._mutex:
                self._readers.value -= 1
                if self._readers.value == 0:
                    self._room.release()

    @contextmanager
    def write(self):
        # A waiting writer holds the turnstile, so no reader can get past it.
        with self._turnstile, self._room:
            yield
