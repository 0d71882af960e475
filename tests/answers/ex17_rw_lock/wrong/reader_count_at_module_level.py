# verdict: deadlock @ readers_meet
# The readers are counted in a shared value of the module; everything else is in the lock.
# Breaks "right under spawn and forkserver": each process counts for itself, so readers wait.

import multiprocessing as mp
from contextlib import contextmanager

_readers = mp.Value("i", 0)


class RWLock:
    def __init__(self) -> None:
        self._door = mp.Semaphore(1)
        self._room = mp.Semaphore(1)
        self._writers = mp.Value("i", 0)

    @contextmanager
    def read(self):
        with self._door:
            self._step(_readers, +1, self._room)
        try:
            yield
        finally:
            self._step(_readers, -1, self._room)

    @contextmanager
    def write(self):
        self._step(self._writers, +1, self._door)
        try:
            with self._room:
                yield
        finally:
            self._step(self._writers, -1, self._door)

    @staticmethod
    def _step(count, step: int, semaphore) -> None:
        """The first one takes the semaphore, the last one gives it back."""
        with count.get_lock():
            if step == 1 and count.value == 0:
                semaphore.acquire()
            count.value += step
            if step == -1 and count.value == 0:
                semaphore.release()
