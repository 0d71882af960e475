# verdict: deadlock @ readers_meet
# A reader takes a seat behind the door, a writer shuts the door and takes all the seats.
# Breaks "Any number of readers may be inside": a reader keeps the door until it leaves.

import multiprocessing as mp
from contextlib import ExitStack, contextmanager

PROCESSES = 41


class RWLock:
    def __init__(self) -> None:
        self._seats = mp.Semaphore(PROCESSES)
        self._door = mp.Semaphore(1)
        self._one_writer = mp.Lock()
        self._writers = mp.Value("i", 0)

    @contextmanager
    def read(self):
        with self._door, self._seats:
            yield

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
