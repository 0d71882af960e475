# verdict: timeout @ child_of_a_reader
# Flock on two memory files, opened anew for each time inside; closing the file gives up the lock.
# Breaks "the others get in": a child forked by somebody inside keeps the file open, and the lock.

import fcntl
import os
import time
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection

PAUSE = 0.03


class RWLock:
    def __init__(self) -> None:
        # A Connection can be passed to a child, and closes its descriptor when it is dropped.
        self._door = Connection(os.memfd_create("door"))
        self._room = Connection(os.memfd_create("room"))

    @contextmanager
    def read(self):
        with ExitStack() as inside:
            with _flocked(self._door, fcntl.LOCK_EX | fcntl.LOCK_NB):
                inside.enter_context(_flocked(self._room, fcntl.LOCK_SH))
            yield

    @contextmanager
    def write(self):
        with _flocked(self._door, fcntl.LOCK_SH):
            with _flocked(self._room, fcntl.LOCK_EX | fcntl.LOCK_NB):
                yield


@contextmanager
def _flocked(file: Connection, how: int):
    with open(f"/proc/self/fd/{file.fileno()}", "r+b", buffering=0) as own:
        while True:
            try:
                fcntl.flock(own, how)
                break
            except BlockingIOError:
                time.sleep(PAUSE)
        yield  # closing the file unlocks it
