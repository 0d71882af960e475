"""The second readers-writers problem of Courtois: one light switch for readers, one for writers."""

import multiprocessing as mp
from contextlib import ExitStack


class LightSwitch:
    """The first one in takes the semaphore, the last one out gives it back."""

    def __init__(self, semaphore) -> None:
        self._semaphore = semaphore
        self._mutex = mp.Lock()
        self._count = mp.RawValue("i", 0)

    def __enter__(self) -> None:
        with self._mutex:
            if self._count.value == 0:
                self._semaphore.acquire()
            self._count.value += 1

    def __exit__(self, *exc: object) -> None:
        with self._mutex:
            self._count.value -= 1
            if self._count.value == 0:
                self._semaphore.release()


class RWLock:
    def __init__(self) -> None:
        self._door = mp.Semaphore(1)
        self._room = mp.Semaphore(1)
        self._writers = LightSwitch(self._door)
        self._readers = LightSwitch(self._room)

    def read(self) -> "_Inside":
        return _Inside(pass_through=self._door, hold=(self._readers,))

    def write(self) -> "_Inside":
        return _Inside(pass_through=None, hold=(self._writers, self._room))


class _Inside:
    def __init__(self, pass_through, hold) -> None:
        self._pass_through, self._hold = pass_through, hold
        self._held = ExitStack()

    def __enter__(self) -> None:
        with ExitStack() as taken, ExitStack() as passing:
            if self._pass_through is not None:
                passing.enter_context(self._pass_through)
            for part in self._hold:
                taken.enter_context(part)
            self._held = taken.pop_all()

    def __exit__(self, *exc: object) -> None:
        self._held.close()
