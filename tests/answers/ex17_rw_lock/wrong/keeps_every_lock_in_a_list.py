# verdict: leaked @ dropped
# Seats for readers, all of them for a writer; the process that makes a lock keeps it in a list.
# Breaks "when the lock is no longer used, nothing is left of it": the list keeps its semaphores.

import multiprocessing as mp
from contextlib import ExitStack, contextmanager

PROCESSES = 41
_made: list["RWLock"] = []


class RWLock:
    def __init__(self) -> None:
        self._seats = mp.Semaphore(PROCESSES)
        self._door = mp.Semaphore(1)
        self._one_writer = mp.Lock()
        self._writers = mp.Value("i", 0)
        # A child under spawn looks up the semaphores by name. They must not vanish before.
        _made.append(self)

    @contextmanager
    def read(self):
        with self._door:
            self._seats.acquire()
        try:
            yield
        finally:
            self._seats.release()

    @contextmanager
    def write(self):
        with self._door_shut(), self._one_writer, ExitStack() as seats:
            for _ in range(PROCESSES):
                seats.enter_context(self._seats)
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
