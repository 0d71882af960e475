# verdict: crashed @ forty_readers
# Each process has a lock of its own for reading, and a writer takes them all, one after the other.
# Breaks "passed to up to 40 others": children count from the program's start, the 41st has no lock.

import multiprocessing as mp
from contextlib import ExitStack, contextmanager

PROCESSES = 41


class RWLock:
    def __init__(self) -> None:
        self._own = [mp.Lock() for _ in range(PROCESSES)]
        self._door = mp.Semaphore(1)
        self._one_writer = mp.Lock()
        self._writers = mp.Value("i", 0)

    def _my_number(self) -> int:
        """0 in the main process, 1 in its first child, and so on."""
        identity = mp.current_process()._identity
        return identity[-1] if identity else 0

    @contextmanager
    def read(self):
        own = self._own[self._my_number()]
        with self._door:
            own.acquire()
        try:
            yield
        finally:
            own.release()

    @contextmanager
    def write(self):
        with self._door_shut(), self._one_writer, ExitStack() as all_of_them:
            for lock in self._own:
                all_of_them.enter_context(lock)
            yield

    @contextmanager
    def _door_shut(self):
        with self._writers.get_lock():
            if self._writers.value == 0:
                self._door.acquire()
            self._writers.value += 1
        try:
            yield
        finally:
            with self._writers.get_lock():
                self._writers.value -= 1
                if self._writers.value == 0:
                    self._door.release()
