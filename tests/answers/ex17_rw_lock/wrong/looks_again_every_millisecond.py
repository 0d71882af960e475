# verdict: busy-wait @ writer_alone
# Counts in a shared array; whoever cannot get in looks again after a millisecond.
# Breaks "who waits wakes up at most 50 times a second": it is up to 1000 times, whenever one waits.

import multiprocessing as mp
import time
from contextlib import contextmanager

READERS, WRITERS, WAITING_WRITERS = range(3)


class RWLock:
    def __init__(self) -> None:
        self._n = mp.Array("i", 3)

    @contextmanager
    def read(self):
        while not self._try(READERS, WRITERS, WAITING_WRITERS):
            time.sleep(0.001)
        try:
            yield
        finally:
            self._add(READERS, -1)

    @contextmanager
    def write(self):
        self._add(WAITING_WRITERS, 1)
        try:
            while not self._try(WRITERS, WRITERS, READERS):
                time.sleep(0.001)
        finally:
            self._add(WAITING_WRITERS, -1)
        try:
            yield
        finally:
            self._add(WRITERS, -1)

    def _add(self, index: int, step: int) -> None:
        with self._n.get_lock():
            self._n[index] += step

    def _try(self, index: int, *must_be_zero: int) -> bool:
        with self._n.get_lock():
            if any(self._n[i] for i in must_be_zero):
                return False
            self._n[index] += 1
            return True
