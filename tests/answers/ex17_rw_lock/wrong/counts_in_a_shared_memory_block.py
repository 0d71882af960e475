# verdict: leaked @ readers_meet
# Counts in a SharedMemory block under one condition; the block is closed when it is dropped.
# Breaks "when the lock is no longer used, nothing is left": the block stays in /dev/shm.

import multiprocessing as mp
from contextlib import contextmanager
from multiprocessing.shared_memory import SharedMemory

READERS, WRITERS, WAITING_WRITERS = range(3)  # one byte each: there are at most 41 of us


class RWLock:
    def __init__(self) -> None:
        self._cond = mp.Condition()
        self._block = SharedMemory(create=True, size=3)
        self._block.buf[:3] = bytes(3)

    @contextmanager
    def read(self):
        n = self._block.buf
        with self._cond:
            while n[WRITERS] or n[WAITING_WRITERS]:
                self._cond.wait()
            n[READERS] += 1
        try:
            yield
        finally:
            with self._cond:
                n[READERS] -= 1
                if n[READERS] == 0:
                    self._cond.notify_all()

    @contextmanager
    def write(self):
        n = self._block.buf
        with self._cond:
            n[WAITING_WRITERS] += 1
            try:
                while n[WRITERS] or n[READERS]:
                    self._cond.wait()
                n[WRITERS] += 1
            finally:
                n[WAITING_WRITERS] -= 1
                if not n[WRITERS]:
                    self._cond.notify_all()
        try:
            yield
        finally:
            with self._cond:
                n[WRITERS] -= 1
                self._cond.notify_all()
