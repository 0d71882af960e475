# verdict: wrong @ first_reader_leaves
# Counts under one condition; a writer waits until the room is empty, but not longer than 5 seconds.
# Breaks "waits, for as long as it takes": a reader stays inside longer, and the writer joins it.

import multiprocessing as mp
from contextlib import contextmanager

PATIENCE = 5  # a reader that has died must not block us forever


class RWLock:
    def __init__(self) -> None:
        self._cond = mp.Condition()
        self._readers = mp.RawValue("i", 0)
        self._writing = mp.RawValue("b", False)
        self._waiting_writers = mp.RawValue("i", 0)

    @contextmanager
    def read(self):
        with self._cond:
            self._cond.wait_for(lambda: not (self._writing.value or self._waiting_writers.value))
            self._readers.value += 1
        try:
            yield
        finally:
            with self._cond:
                self._readers.value -= 1
                if self._readers.value == 0:
                    self._cond.notify_all()

    @contextmanager
    def write(self):
        with self._cond:
            self._waiting_writers.value += 1
            try:
                self._cond.wait_for(lambda: not self._writing.value)
                self._cond.wait_for(self._room_is_empty, timeout=PATIENCE)
                self._cond.wait_for(lambda: not self._writing.value)
                self._writing.value = True
            finally:
                self._waiting_writers.value -= 1
                if not self._writing.value:
                    self._cond.notify_all()
        try:
            yield
        finally:
            with self._cond:
                self._writing.value = False
                self._cond.notify_all()

    def _room_is_empty(self) -> bool:
        return not (self._writing.value or self._readers.value)
