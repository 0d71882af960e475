# verdict: wrong @ first_reader_leaves
# The first reader takes the room for all readers, and gives it back when it leaves.
# Breaks "A writer is inside alone": the readers who came after the first one may still be inside.

import multiprocessing as mp
from contextlib import contextmanager


class RWLock:
    def __init__(self) -> None:
        self._door = mp.Lock()
        self._room = mp.Semaphore(1)
        self._readers = mp.Value("i", 0)

    @contextmanager
    def read(self):
        with self._door, self._readers.get_lock():
            self._readers.value += 1
            first = self._readers.value == 1
            if first:
                self._room.acquire()
        try:
            yield
        finally:
            with self._readers.get_lock():
                self._readers.value -= 1
                if first:
                    self._room.release()

    @contextmanager
    def write(self):
        with self._door, self._room:
            yield
