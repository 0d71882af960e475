"""Shared and exclusive flock on two memory files, opened anew for each time inside."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection

PAUSE = 0.03


class RWLock:
    def __init__(self) -> None:
        # A Connection closes its descriptor with its last reference, and can be handed to a child
        # under every start method.
        self._door = Connection(os.memfd_create("door"))
        self._room = Connection(os.memfd_create("room"))

    @contextmanager
    def read(self) -> Iterator[None]:
        with ExitStack() as inside:
            with _flocked(self._door, fcntl.LOCK_EX, patient=False):  # no writer is about
                inside.enter_context(_flocked(self._room, fcntl.LOCK_SH))
            yield

    @contextmanager
    def write(self) -> Iterator[None]:
        # Writers share the door from the time they ask: no reader gets through.
        with _flocked(self._door, fcntl.LOCK_SH):
            with _flocked(self._room, fcntl.LOCK_EX, patient=False):
                yield


@contextmanager
def _flocked(file: Connection, how: int, patient: bool = True) -> Iterator[None]:
    """Lock a new description of the file; patient: wait in the kernel, where that is short."""
    fd = os.open(f"/proc/self/fd/{file.fileno()}", os.O_RDWR)
    try:
        if patient:
            fcntl.flock(fd, how)
        else:
            while not _try_flock(fd, how):
                time.sleep(PAUSE)
        try:
            yield
        finally:
            fcntl.flock(fd, fcntl.LOCK_UN)  # a child forked meanwhile may have the descriptor too
    finally:
        os.close(fd)


def _try_flock(fd: int, how: int) -> bool:
    try:
        fcntl.flock(fd, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
