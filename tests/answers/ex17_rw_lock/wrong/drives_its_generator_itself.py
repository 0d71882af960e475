# verdict: crashed @ exceptions
# A small class of its own runs the generator up to the yield, and throws the exception into it.
# Breaks "also StopIteration: the exception goes on": it comes out as RuntimeError.

import multiprocessing as mp


class Steps:
    """Runs a generator up to its yield on entering, and on from there on leaving."""

    def __init__(self, generator) -> None:
        self._generator = generator

    def __enter__(self) -> None:
        next(self._generator)

    def __exit__(self, kind, exc, tb) -> None:
        if exc is None:
            next(self._generator, None)
        else:
            self._generator.throw(exc)


class RWLock:
    def __init__(self) -> None:
        self._door = mp.Semaphore(1)
        self._room = mp.Semaphore(1)
        self._reader_lock, self._writer_lock = mp.Lock(), mp.Lock()
        self._readers = mp.RawValue("i", 0)
        self._writers = mp.RawValue("i", 0)

    def read(self) -> Steps:
        return Steps(self._reading())

    def write(self) -> Steps:
        return Steps(self._writing())

    def _reading(self):
        with self._door:
            self._count(self._readers, self._reader_lock, self._room, +1)
        try:
            yield
        finally:
            self._count(self._readers, self._reader_lock, self._room, -1)

    def _writing(self):
        self._count(self._writers, self._writer_lock, self._door, +1)
        try:
            with self._room:
                yield
        finally:
            self._count(self._writers, self._writer_lock, self._door, -1)

    def _count(self, value, lock, semaphore, step: int) -> None:
        """The first one takes the semaphore, the last one gives it back."""
        with lock:
            if step > 0 and value.value == 0:
                semaphore.acquire()
            value.value += step
            if step < 0 and value.value == 0:
                semaphore.release()
