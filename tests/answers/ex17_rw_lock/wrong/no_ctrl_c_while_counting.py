# verdict: crashed @ in_a_thread
# Door and room; Ctrl-C is ignored by the process during the few lines that change the counts.
# Breaks "Each of them uses it from one thread": only the main thread may set a signal handler.

import multiprocessing as mp
import signal
from contextlib import contextmanager


@contextmanager
def no_interrupt():
    """A KeyboardInterrupt in the middle of the bookkeeping would leave the lock in pieces."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class RWLock:
    def __init__(self) -> None:
        self._mutex = mp.Lock()
        self._cond = mp.Condition(self._mutex)
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
            with no_interrupt(), self._cond:
                self._readers.value -= 1
                if self._readers.value == 0:
                    self._cond.notify_all()

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
            with no_interrupt(), self._cond:
                self._writing.value = False
                self._cond.notify_all()
