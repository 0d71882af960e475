# verdict: deadlock @ exceptions
# A room and a door; the count is taken back both after the body and when it raises an Exception.
# Breaks "also KeyboardInterrupt or SystemExit": after one of them in read(), no writer gets in.

import multiprocessing as mp
from contextlib import contextmanager


class Switch:
    """The first one in takes the semaphore, the last one out gives it back."""

    def __init__(self, semaphore) -> None:
        self._semaphore = semaphore
        self._mutex = mp.Lock()
        self._count = mp.RawValue("i", 0)

    def on(self) -> None:
        with self._mutex:
            if self._count.value == 0:
                self._semaphore.acquire()
            self._count.value += 1

    def off(self) -> None:
        with self._mutex:
            self._count.value -= 1
            if self._count.value == 0:
                self._semaphore.release()


class RWLock:
    def __init__(self) -> None:
        self._door = mp.Semaphore(1)
        self._room = mp.Semaphore(1)
        self._readers = Switch(self._room)
        self._writers = Switch(self._door)

    @contextmanager
    def read(self):
        with self._door:
            self._readers.on()
        try:
            yield
        except Exception:
            self._readers.off()
            raise
        else:
            self._readers.off()

    @contextmanager
    def write(self):
        self._writers.on()
        try:
            with self._room:
                yield
        finally:
            self._writers.off()
