# verdict: wrong @ at_once
# Shared and exclusive flock on two files, which are opened anew when the lock is unpickled.
# Breaks "A writer is inside alone": under fork all share one open file, and so one lock.

import fcntl
import shutil
import tempfile
import time
import weakref
from contextlib import contextmanager

PAUSE = 0.03


class RWLock:
    def __init__(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="rwlock-")
        weakref.finalize(self, shutil.rmtree, self._folder)
        self._open()

    def _open(self) -> None:
        self._door = open(f"{self._folder}/door", "a")
        self._room = open(f"{self._folder}/room", "a")

    def __getstate__(self) -> str:
        return self._folder

    def __setstate__(self, folder: str) -> None:
        self._folder = folder
        self._open()  # every process needs a description of its own

    @contextmanager
    def read(self):
        with _flocked(self._door, fcntl.LOCK_EX, patient=False):
            fcntl.flock(self._room, fcntl.LOCK_SH)
        try:
            yield
        finally:
            fcntl.flock(self._room, fcntl.LOCK_UN)

    @contextmanager
    def write(self):
        with _flocked(self._door, fcntl.LOCK_SH):
            with _flocked(self._room, fcntl.LOCK_EX, patient=False):
                yield


@contextmanager
def _flocked(file, how: int, patient: bool = True):
    while True:
        try:
            fcntl.flock(file, how if patient else how | fcntl.LOCK_NB)
            break
        except BlockingIOError:
            time.sleep(PAUSE)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)
