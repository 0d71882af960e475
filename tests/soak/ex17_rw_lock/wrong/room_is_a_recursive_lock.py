# verdict: crashed @ readers_meet
# The first reader takes the room, an RLock, and the last one gives it back; writers shut a door.
# Breaks "the others get in": an RLock is released by its owner only, and the last is not the first.

import multiprocessing as mp
from contextlib import contextmanager


class RWLock:
    def __init__(self) -> None:
        self._door = mp.Semaphore(1)
        self._room = mp.RLock()
        self._readers = mp.Value("i", 0)
        self._writers = mp.Value("i", 0)

    @contextmanager
    def read(self):
        with self._door, self._readers.get_lock():
            if self._readers.value == 0:
                self._room.acquire()
            self._readers.value += 1
        try:
            yield
        finally:
            with self._readers.get_lock():
                self._readers.value -= 1
                if self._readers.value == 0:
                    self._room.release()

    @contextmanager
    def write(self):
        with self._writers.get_lock():
            if self._writers.value == 0:
                self._door.acquire()
            self._writers.value += 1
        try:
            with self._room:
                yield
        finally:
            with self._writers.get_lock():
                self._writers.value -= 1
                if self._writers.value == 0:
                    self._door.release()
