# verdict: wrong @ writer_first
# The first reader takes the room and the last one gives it back, a writer takes it alone.
# Breaks "A reader who asks while a writer waits": with another reader inside, it gets in at once.

import multiprocessing as mp
from contextlib import contextmanager


class RWLock:
    def __init__(self) -> None:
        self._mutex = mp.Lock()
        self._room = mp.Semaphore(1)
        self._readers = mp.RawValue("i", 0)

    @contextmanager
    def read(self):
        with self._mutex:
            if self._readers.value == 0:
                self._room.acquire()
            self._readers.value += 1
        try:
            yield
        finally:
            with self._mutex:
                self._readers.value -= 1
                if self._readers.value == 0:
                    self._room.release()

    @contextmanager
    def write(self):
        with self._room:
            yield
