"""Whoever leaves hands the lock over: readers sleep at one of two gates, writers at a third."""

import multiprocessing as mp
from collections.abc import Iterator
from contextlib import contextmanager

READERS, WRITERS, WAITING_READERS, WAITING_WRITERS, PHASE = range(5)


class RWLock:
    def __init__(self) -> None:
        self._mutex = mp.Lock()
        self._n = mp.RawArray("i", 5)
        # Readers who were let in may be slow to wake up. Whoever comes meanwhile must not take
        # their permits, so waiting readers use the gates in turn.
        self._read_gates = (mp.Semaphore(0), mp.Semaphore(0))
        self._write_gate = mp.Semaphore(0)

    @contextmanager
    def read(self) -> Iterator[None]:
        n = self._n
        with self._mutex:
            phase = n[PHASE]
            waits = bool(n[WRITERS] or n[WAITING_WRITERS])
            n[WAITING_READERS if waits else READERS] += 1
        if waits:
            gate = self._read_gates[phase % 2]
            try:
                gate.acquire()
            except BaseException:
                with self._mutex:
                    if n[PHASE] == phase:
                        n[WAITING_READERS] -= 1
                    else:
                        gate.acquire()
                        n[READERS] -= 1
                    self._admit()
                raise
        try:
            yield
        finally:
            with self._mutex:
                n[READERS] -= 1
                self._admit()

    @contextmanager
    def write(self) -> Iterator[None]:
        n = self._n
        with self._mutex:
            waits = bool(n[WRITERS] or n[READERS] or n[WAITING_WRITERS])
            n[WAITING_WRITERS if waits else WRITERS] += 1
        if waits:
            try:
                self._write_gate.acquire()
            except BaseException:
                with self._mutex:
                    if n[WAITING_WRITERS]:
                        n[WAITING_WRITERS] -= 1
                    else:
                        self._write_gate.acquire()
                        n[WRITERS] -= 1
                    self._admit()
                raise
        try:
            yield
        finally:
            with self._mutex:
                n[WRITERS] -= 1
                self._admit(readers_first=True)

    def _admit(self, readers_first: bool = False) -> None:
        """Let in those who may enter now; the mutex is held."""
        n = self._n
        if n[WRITERS]:
            return
        if n[WAITING_WRITERS] and not (readers_first and n[WAITING_READERS]):
            if not n[READERS]:
                n[WAITING_WRITERS] -= 1
                n[WRITERS] += 1
                self._write_gate.release()
        elif n[WAITING_READERS]:
            gate = self._read_gates[n[PHASE] % 2]
            for _ in range(n[WAITING_READERS]):
                gate.release()
            n[READERS] += n[WAITING_READERS]
            n[WAITING_READERS] = 0
            n[PHASE] += 1
