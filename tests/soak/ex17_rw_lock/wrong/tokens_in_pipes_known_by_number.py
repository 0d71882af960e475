# verdict: deadlock @ readers_meet
# Door and room are tokens, each a byte in a pipe of the operating system.
# Breaks "right under spawn and forkserver": the numbers of the descriptors mean nothing over there.

import multiprocessing as mp
import os
import weakref
from contextlib import contextmanager


class Token:
    """One byte in a pipe: who has read it has it."""

    def __init__(self) -> None:
        self._out, self._in = os.pipe()
        weakref.finalize(self, os.close, self._out)
        weakref.finalize(self, os.close, self._in)
        self.release()

    def acquire(self) -> None:
        os.read(self._out, 1)

    def release(self) -> None:
        os.write(self._in, b"t")


class RWLock:
    def __init__(self) -> None:
        self._door, self._room = Token(), Token()
        self._readers = mp.Value("i", 0)
        self._writers = mp.Value("i", 0)

    @contextmanager
    def read(self):
        self._door.acquire()
        try:
            self._step(self._readers, +1, self._room)
        finally:
            self._door.release()
        try:
            yield
        finally:
            self._step(self._readers, -1, self._room)

    @contextmanager
    def write(self):
        self._step(self._writers, +1, self._door)
        try:
            self._room.acquire()
            try:
                yield
            finally:
                self._room.release()
        finally:
            self._step(self._writers, -1, self._door)

    @staticmethod
    def _step(count, step: int, token: Token) -> None:
        """The first one takes the token, the last one gives it back."""
        with count.get_lock():
            if step == 1 and count.value == 0:
                token.acquire()
            count.value += step
            if step == -1 and count.value == 0:
                token.release()
