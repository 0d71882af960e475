"""A turnstile that a waiting writer keeps shut, and a room that has a lock of its own."""

import multiprocessing as mp
from collections.abc import Iterator
from contextlib import contextmanager


class RWLock:
    def __init__(self) -> None:
        self._turnstile = mp.Lock()
        # A semaphore, because the reader who gives it back need not be the one who took it.
        self._room = mp.Semaphore(1)
        self._readers = mp.Value("i", 0)

    @contextmanager
    def read(self) -> Iterator[None]:
        with self._turnstile:  # a writer who waits is inside it
            pass
        with self._readers.get_lock():
            self._readers.value += 1
            if self._readers.value == 1:
                self._room.acquire()
        try:
            yield
        finally:
            with self._readers.get_lock():
                self._readers.value -= 1
                if self._readers.value == 0:
                    self._room.release()

    @contextmanager
    def write(self) -> Iterator[None]:
        with self._turnstile, self._room:
            yield
