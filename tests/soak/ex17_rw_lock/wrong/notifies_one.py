# verdict: deadlock @ one_by_one
# Counts under one condition; whoever leaves an empty room notifies one of those who wait.
# Breaks "the others get in": several wait behind a writer, and only one of them is woken.

import multiprocessing as mp
from contextlib import contextmanager


class RWLock:
    def __init__(self) -> None:
        self._cond = mp.Condition()
        self._readers = mp.RawValue("i", 0)
        self._writing = mp.RawValue("b", False)
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
                    self._cond.notify()

    @contextmanager
    def write(self):
        with self._cond:
            self._waiting_writers.value += 1
            try:
                while self._writing.value or self._readers.value:
                    self._cond.wait()
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
                self._cond.notify()
