# verdict: deadlock @ one_by_one
# Counts under a mutex; who cannot get in clears an event and waits until somebody leaves.
# Breaks "the others get in": who leaves between the look and the clearing is not noticed.

import multiprocessing as mp
from contextlib import contextmanager

READERS, WRITERS, WAITING_WRITERS = range(3)


class RWLock:
    def __init__(self) -> None:
        self._n = mp.Array("i", 3)
        self._somebody_left = mp.Event()

    @contextmanager
    def read(self):
        while not self._try_read():
            self._somebody_left.clear()
            self._somebody_left.wait()
        try:
            yield
        finally:
            self._leave(READERS)

    @contextmanager
    def write(self):
        with self._n.get_lock():
            self._n[WAITING_WRITERS] += 1
        try:
            while not self._try_write():
                self._somebody_left.clear()
                self._somebody_left.wait()
        except BaseException:
            self._leave(WAITING_WRITERS)
            raise
        try:
            yield
        finally:
            self._leave(WRITERS)

    def _try_read(self) -> bool:
        with self._n.get_lock():
            if self._n[WRITERS] or self._n[WAITING_WRITERS]:
                return False
            self._n[READERS] += 1
            return True

    def _try_write(self) -> bool:
        with self._n.get_lock():
            if self._n[WRITERS] or self._n[READERS]:
                return False
            self._n[WAITING_WRITERS] -= 1
            self._n[WRITERS] += 1
            return True

    def _leave(self, index: int) -> None:
        with self._n.get_lock():
            self._n[index] -= 1
        self._somebody_left.set()
