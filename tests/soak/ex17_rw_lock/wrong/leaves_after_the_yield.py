# verdict: deadlock @ exceptions
# Counts readers and writers under a condition; the generators take back the count after the yield.
# Breaks "Leaving by any exception is leaving": after one in the body, the others wait forever.

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
            self._cond.wait_for(lambda: not (self._writing.value or self._waiting_writers.value))
            self._readers.value += 1
        yield
        with self._cond:
            self._readers.value -= 1
            if self._readers.value == 0:
                self._cond.notify_all()

    @contextmanager
    def write(self):
        with self._cond:
            self._waiting_writers.value += 1
            try:
                self._cond.wait_for(lambda: not (self._writing.value or self._readers.value))
                self._writing.value = True
            finally:
                self._waiting_writers.value -= 1
                if not self._writing.value:
                    self._cond.notify_all()
        yield
        with self._cond:
            self._writing.value = False
            self._cond.notify_all()
