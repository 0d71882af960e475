# verdict: deadlock @ at_once
# In turns: a leaving writer wakes the waiting readers, and the last of the readers wakes a writer.
# Breaks "the others get in": two writers and no reader; the second one is never woken.

import multiprocessing as mp
from contextlib import contextmanager


class RWLock:
    def __init__(self) -> None:
        self._lock = mp.Lock()
        self._may_read = mp.Condition(self._lock)
        self._may_write = mp.Condition(self._lock)
        self._readers = mp.RawValue("i", 0)
        self._writing = mp.RawValue("b", False)
        self._waiting_writers = mp.RawValue("i", 0)
        self._writes = mp.RawValue("Q", 0)  # finished

    @contextmanager
    def read(self):
        with self._lock:
            writes = self._writes.value
            while self._writing.value or (
                self._waiting_writers.value and self._writes.value == writes
            ):
                self._may_read.wait()
            self._readers.value += 1
        try:
            yield
        finally:
            with self._lock:
                self._readers.value -= 1
                if self._readers.value == 0:
                    self._may_write.notify()

    @contextmanager
    def write(self):
        with self._lock:
            self._waiting_writers.value += 1
            try:
                while self._writing.value or self._readers.value:
                    self._may_write.wait()
                self._writing.value = True
            finally:
                self._waiting_writers.value -= 1
                if not self._writing.value:
                    self._may_read.notify_all()
                    self._may_write.notify_all()
        try:
            yield
        finally:
            with self._lock:
                self._writing.value = False
                self._writes.value += 1
                self._may_read.notify_all()
