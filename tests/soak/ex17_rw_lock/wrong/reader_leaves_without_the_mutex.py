# verdict: deadlock @ readers_meet
# Readers count themselves at the door, and take their count back in a shared value when they leave.
# Breaks "A writer is inside alone", and hangs: "value -= 1" is no single step, so counts get lost.

import multiprocessing as mp
from contextlib import contextmanager


class RWLock:
    def __init__(self) -> None:
        self._door = mp.Semaphore(1)
        self._one_writer = mp.Lock()
        self._readers = mp.Value("i", 0)
        self._writers = mp.Value("i", 0)
        self._reader_left = mp.Semaphore(0)

    @contextmanager
    def read(self):
        with self._door:
            self._readers.value += 1
        try:
            yield
        finally:
            self._readers.value -= 1
            if self._writers.value:
                self._reader_left.release()

    @contextmanager
    def write(self):
        with self._writers.get_lock():
            self._writers.value += 1
            if self._writers.value == 1:
                try:
                    self._door.acquire()
                except BaseException:
                    self._writers.value = 0
                    raise
        try:
            with self._one_writer:
                while self._readers.value:
                    self._reader_left.acquire()
                yield
        finally:
            with self._writers.get_lock():
                self._writers.value -= 1
                if self._writers.value == 0:
                    self._door.release()
