# verdict: deadlock @ asking_is_entering
# read() and write() note what is wanted and return the lock, which is the context manager.
# Breaks "each return a new context manager": two are made before one is entered, the last counts.

import multiprocessing as mp


class RWLock:
    def __init__(self) -> None:
        self._door = mp.Semaphore(1)
        self._room = mp.Semaphore(1)
        self._readers = mp.Value("i", 0)
        self._writers = mp.Value("i", 0)
        self._reads = True

    def read(self) -> "RWLock":
        self._reads = True
        return self

    def write(self) -> "RWLock":
        self._reads = False
        return self

    def __enter__(self) -> None:
        if self._reads:
            with self._door:
                self._step(self._readers, +1, self._room)
            return
        self._step(self._writers, +1, self._door)
        try:
            self._room.acquire()
        except BaseException:
            self._step(self._writers, -1, self._door)
            raise

    def __exit__(self, *exc: object) -> None:
        if self._reads:
            self._step(self._readers, -1, self._room)
        else:
            self._room.release()
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
