# verdict: crashed @ again_and_again
# Readers draw numbers, and have a place each that says whether they are inside; then door and room.
# Breaks "as often as they like": there are places for so many processes, and no place is used twice.

import multiprocessing as mp
from contextlib import contextmanager

PLACES = 128


class RWLock:
    def __init__(self) -> None:
        self._door = mp.Lock()
        self._room = mp.Semaphore(1)
        self._reads = mp.Array("b", PLACES)
        self._next = mp.RawValue("i", 0)

    @contextmanager
    def read(self):
        with self._door, self._reads.get_lock():
            if not any(self._reads.get_obj()):
                self._room.acquire()
            mine = self._next.value
            self._next.value += 1
            self._reads[mine] = True
        try:
            yield
        finally:
            with self._reads.get_lock():
                self._reads[mine] = False
                if not any(self._reads.get_obj()):
                    self._room.release()

    @contextmanager
    def write(self):
        with self._door, self._room:
            yield
