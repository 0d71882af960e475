# verdict: wrong @ slow_reader
# Writers shut an event for readers, give those on their way a moment, and wait for an empty room.
# Breaks "A writer is inside alone": a reader that is slow between event and count joins it.

import multiprocessing as mp
import time
from contextlib import contextmanager


class RWLock:
    def __init__(self) -> None:
        self._open = mp.Event()
        self._open.set()
        self._one_writer = mp.Lock()
        self._readers = mp.Value("i", 0)
        self._writers = mp.Value("i", 0)

    @contextmanager
    def read(self):
        self._open.wait()
        self._step(self._readers, +1)
        try:
            yield
        finally:
            self._step(self._readers, -1)

    @contextmanager
    def write(self):
        with self._writers.get_lock():
            self._writers.value += 1
            self._open.clear()
        try:
            with self._one_writer:
                time.sleep(0.1)  # whoever came through before is counted by now
                while self._readers.value > 0:
                    time.sleep(0.03)
                yield
        finally:
            with self._writers.get_lock():
                self._writers.value -= 1
                if self._writers.value == 0:
                    self._open.set()

    @staticmethod
    def _step(count, step: int) -> None:
        with count.get_lock():
            count.value += step
