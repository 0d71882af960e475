# verdict: deadlock @ readers_meet
# The readers are counted in an attribute of the lock, guarded by a lock for all processes.
# Breaks "Any number of readers may be inside": each process has its own count, the second waits.

import multiprocessing as mp
from contextlib import contextmanager


class RWLock:
    def __init__(self) -> None:
        self._door = mp.Semaphore(1)
        self._room = mp.Semaphore(1)
        self._reader_lock, self._writer_lock = mp.Lock(), mp.Lock()
        self._writers = mp.RawValue("i", 0)
        self._readers = 0

    @contextmanager
    def read(self):
        with self._door:
            with self._reader_lock:
                if self._readers == 0:
                    self._room.acquire()
                self._readers += 1
        try:
            yield
        finally:
            with self._reader_lock:
                self._readers -= 1
                if self._readers == 0:
                    self._room.release()

    @contextmanager
    def write(self):
        with self._writer_lock:
            if self._writers.value == 0:
                self._door.acquire()
            self._writers.value += 1
        try:
            with self._room:
                yield
        finally:
            with self._writer_lock:
                self._writers.value -= 1
                if self._writers.value == 0:
                    self._door.release()
