# verdict: crashed @ readers_meet
# Door and room are tokens in pipes: who has received the token has the door or the room.
# Breaks "Whoever cannot get in waits": two processes in recv() each get a part of one message.

import multiprocessing as mp
from contextlib import contextmanager


class Token:
    def __init__(self) -> None:
        self._out, self._in = mp.Pipe(duplex=False)
        self.give()

    def take(self) -> None:
        self._out.recv()

    def give(self) -> None:
        self._in.send("token")


class RWLock:
    def __init__(self) -> None:
        self._door, self._room = Token(), Token()
        self._readers = mp.Value("i", 0)
        self._writers = mp.Value("i", 0)

    @contextmanager
    def read(self):
        self._door.take()
        try:
            self._step(self._readers, +1, self._room)
        finally:
            self._door.give()
        try:
            yield
        finally:
            self._step(self._readers, -1, self._room)

    @contextmanager
    def write(self):
        self._step(self._writers, +1, self._door)
        try:
            self._room.take()
            try:
                yield
            finally:
                self._room.give()
        finally:
            self._step(self._writers, -1, self._door)

    @staticmethod
    def _step(count, step: int, token: Token) -> None:
        """The first one takes the token, the last one gives it back."""
        with count.get_lock():
            if step == 1 and count.value == 0:
                token.take()
            count.value += step
            if step == -1 and count.value == 0:
                token.give()
