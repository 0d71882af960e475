# verdict: timeout @ first_reader_leaves
# A writer takes the mutex of the count and waits until the count of readers is zero.
# Breaks "Whoever cannot get in waits": a reader inside cannot leave any more, and both hang.

import multiprocessing as mp
import time
from contextlib import contextmanager


class RWLock:
    def __init__(self) -> None:
        self._door = mp.Semaphore(1)
        self._one_writer = mp.Lock()
        self._readers = mp.Value("i", 0)
        self._writers = mp.Value("i", 0)

    @contextmanager
    def read(self):
        with self._door, self._readers.get_lock():
            self._readers.value += 1
        try:
            yield
        finally:
            with self._readers.get_lock():
                self._readers.value -= 1

    @contextmanager
    def write(self):
        with self._writers.get_lock():
            if self._writers.value == 0:
                self._door.acquire()
            self._writers.value += 1
        try:
            with self._one_writer:
                with self._readers.get_lock():
                    while self._readers.value > 0:
                        time.sleep(0.03)
                yield
        finally:
            with self._writers.get_lock():
                self._writers.value -= 1
                if self._writers.value == 0:
                    self._door.release()
