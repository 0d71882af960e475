# verdict: forbidden @ readers_meet
# Counts and condition live in a manager, the lock passes on the proxies.
# Breaks "Start no process and no thread": the manager is a process, as long as the lock is used.

import multiprocessing as mp
from contextlib import contextmanager


class RWLock:
    def __init__(self) -> None:
        self._manager = mp.Manager()
        self._cond = self._manager.Condition()
        self._n = self._manager.dict(readers=0, writers=0, waiting_writers=0)

    def __getstate__(self) -> dict:
        return {"_cond": self._cond, "_n": self._n}  # the manager itself stays where it is

    @contextmanager
    def read(self):
        with self._cond:
            while self._n["writers"] or self._n["waiting_writers"]:
                self._cond.wait()
            self._n["readers"] += 1
        try:
            yield
        finally:
            with self._cond:
                self._n["readers"] -= 1
                if self._n["readers"] == 0:
                    self._cond.notify_all()

    @contextmanager
    def write(self):
        with self._cond:
            self._n["waiting_writers"] += 1
            try:
                while self._n["writers"] or self._n["readers"]:
                    self._cond.wait()
                self._n["writers"] += 1
            finally:
                self._n["waiting_writers"] -= 1
                if not self._n["writers"]:
                    self._cond.notify_all()
        try:
            yield
        finally:
            with self._cond:
                self._n["writers"] -= 1
                self._cond.notify_all()
