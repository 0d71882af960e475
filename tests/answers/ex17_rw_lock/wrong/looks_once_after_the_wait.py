# verdict: wrong @ one_by_one
# Counts under one condition; a writer that was notified goes in.
# Breaks "A writer is inside alone": two writers wait, all are notified, and both go in.

import multiprocessing as mp
from contextlib import contextmanager


class RWLock:
    def __init__(self) -> None:
        self._cond = mp.Condition()
        self._readers = mp.RawValue("i", 0)
        self._writing = mp.RawValue("i", 0)
        self._waiting_writers = mp.RawValue("i", 0)

    @contextmanager
    def read(self):
        with self._cond:
            while self._writing.value or self._waiting_writers.value:
                self._cond.wait()
            self._readers.value += 1
        try:
            yield
        finally:
            with self._cond:
                self._readers.value -= 1
                if self._readers.value == 0:
                    self._cond.notify_all()  # the room is empty

    @contextmanager
    def write(self):
        with self._cond:
            self._waiting_writers.value += 1
            try:
                if self._writing.value or self._readers.value:
                    self._cond.wait()  # notified only when the room is empty
            except BaseException:
                self._waiting_writers.value -= 1
                self._cond.notify_all()
                raise
            self._waiting_writers.value -= 1
            self._writing.value += 1
        try:
            yield
        finally:
            with self._cond:
                self._writing.value -= 1
                self._cond.notify_all()  # the room is empty
