"""A reader takes one of 40 seats, a writer takes them all; while there are writers, a door is shut."""

import multiprocessing as mp
from contextlib import ExitStack, contextmanager

PROCESSES = 40


class RWLock:
    def __init__(self) -> None:
        self._seats = mp.Semaphore(PROCESSES)
        self._door = mp.Semaphore(1)
        self._one_writer = mp.Lock()
        self._writers = mp.Value("i", 0)

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
