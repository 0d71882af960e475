"""Counts in a shared array; whoever cannot get in looks again after 50 milliseconds."""

import multiprocessing as mp
import time
from collections.abc import Iterator
from contextlib import contextmanager

PAUSE = 0.05
READERS, WRITERS, WAITING = range(3)


class RWLock:
    def __init__(self) -> None:
        self._n = mp.Array("i", 3)

    @contextmanager
    def read(self) -> Iterator[None]:
        while not self._try_read():
            time.sleep(PAUSE)
        try:
            yield
        finally:
            self._add(READERS, -1)

    @contextmanager
    def write(self) -> Iterator[None]:
        self._add(WAITING, 1)
        try:
            while not self._try_write():
                time.sleep(PAUSE)
        except BaseException:
            self._add(WAITING, -1)
            raise
        try:
            yield
        finally:
            self._add(WRITERS, -1)

    def _add(self, index: int, step: int) -> None:
        with self._n.get_lock():
            self._n[index] += step

    def _try_read(self) -> bool:
        with self._n.get_lock():
            free = not (self._n[WRITERS] or self._n[WAITING])
            self._n[READERS] += free
        return free

    def _try_write(self) -> bool:
        """One who waits for writing becomes one who writes, if nobody is inside."""
        with self._n.get_lock():
            free = not (self._n[WRITERS] or self._n[READERS])
            self._n[WRITERS] += free
            self._n[WAITING] -= free
        return free
