"""Two conditions on one lock: readers wait for a new generation, writers for a hand-over."""

import multiprocessing as mp
from types import TracebackType


class RWLock:
    def __init__(self) -> None:
        self._lock = mp.Lock()
        self._may_read = mp.Condition(self._lock)
        self._may_write = mp.Condition(self._lock)
        self._readers = mp.RawValue("i", 0)  # inside, or let in and not yet awake
        self._writing = mp.RawValue("i", 0)
        self._handed = mp.RawValue("i", 0)  # a waiting writer was let in and is not yet awake
        self._waiting_readers = mp.RawValue("i", 0)
        self._waiting_writers = mp.RawValue("i", 0)
        self._generation = mp.RawValue("Q", 0)

    def read(self) -> "_Reading":
        return _Reading(self)

    def write(self) -> "_Writing":
        return _Writing(self)

    def _admit(self) -> None:
        if self._writing.value:
            return
        if self._waiting_writers.value:
            if not self._readers.value:
                self._waiting_writers.value -= 1
                self._writing.value = self._handed.value = 1
                self._may_write.notify()
        elif self._waiting_readers.value:
            self._readers.value += self._waiting_readers.value
            self._waiting_readers.value = 0
            self._generation.value += 1
            self._may_read.notify_all()


class _Reading:
    def __init__(self, owner: RWLock) -> None:
        self._owner = owner

    def __enter__(self) -> None:
        own = self._owner
        with own._lock:
            if not (own._writing.value or own._waiting_writers.value):
                own._readers.value += 1
                return
            own._waiting_readers.value += 1
            mine = own._generation.value
            try:
                while own._generation.value == mine:
                    own._may_read.wait()
            except BaseException:
                if own._generation.value == mine:
                    own._waiting_readers.value -= 1
                else:
                    own._readers.value -= 1
                own._admit()
                raise

    def __exit__(self, kind: type | None, exc: BaseException | None, tb: TracebackType | None):
        with self._owner._lock:
            self._owner._readers.value -= 1
            self._owner._admit()


class _Writing:
    def __init__(self, owner: RWLock) -> None:
        self._owner = owner

    def __enter__(self) -> None:
        own = self._owner
        with own._lock:
            if not (own._writing.value or own._readers.value or own._waiting_writers.value):
                own._writing.value = 1
                return
            own._waiting_writers.value += 1
            try:
                while not own._handed.value:
                    own._may_write.wait()
            except BaseException:
                if own._handed.value:
                    own._handed.value = own._writing.value = 0
                else:
                    own._waiting_writers.value -= 1
                own._admit()
                raise
            own._handed.value = 0

    def __exit__(self, kind: type | None, exc: BaseException | None, tb: TracebackType | None):
        with self._owner._lock:
            self._owner._writing.value = 0
            self._owner._admit()
