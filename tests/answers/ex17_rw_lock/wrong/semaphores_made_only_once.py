# verdict: deadlock @ two_locks
# Door and room, made when the first lock is made, as semaphores are scarce.
# Breaks "A writer is inside alone" of one lock only: all locks of the program share them.

import multiprocessing as mp
from contextlib import contextmanager


class RWLock:
    _made = None

    def __init__(self) -> None:
        if RWLock._made is None:
            RWLock._made = mp.Lock(), mp.Semaphore(1), mp.Value("i", 0)
        self._door, self._room, self._readers = RWLock._made

    @contextmanager
    def read(self):
        with self._door, self._readers.get_lock():
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
    def write(self):
        with self._door, self._room:
            yield
