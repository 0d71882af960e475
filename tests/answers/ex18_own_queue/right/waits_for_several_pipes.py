"""Sleeps in connection.wait on a data or bell pipe, and on a pipe whose one byte means closed."""

import multiprocessing as mp
import pickle
from multiprocessing.connection import wait
from typing import Any

COUNT, WRITING, SLEEPING, CLOSED = range(4)


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._maxsize = maxsize
        self._reader, self._writer = mp.Pipe(duplex=False)
        self._bell_reader, self._bell_writer = mp.Pipe(duplex=False)
        self._end_reader, self._end_writer = mp.Pipe(duplex=False)  # written once, never read
        self._state = mp.Array("q", 4)
        self._first_putter = mp.Lock()  # only one putter and one getter sleep on the pipes
        self._first_getter = mp.Lock()

    def _ring_bell(self) -> None:
        s = self._state
        if s[SLEEPING] and not s[WRITING] and s[COUNT] < self._maxsize:
            s[SLEEPING] = 0
            self._bell_writer.send_bytes(b"!")

    def _enter(self) -> bool:
        s = self._state
        with s.get_lock():
            if s[CLOSED]:
                raise Closed
            free = not s[WRITING] and s[COUNT] < self._maxsize
            if free:
                s[COUNT] += 1
                s[WRITING] = 1
            else:
                s[SLEEPING] = 1
            return free

    def put(self, item: Any) -> None:
        if self._state[CLOSED]:
            raise Closed
        data = pickle.dumps(item)
        with self._first_putter:
            while not self._enter():
                if self._bell_reader in wait([self._bell_reader, self._end_reader]):
                    self._bell_reader.recv_bytes()
        self._writer.send_bytes(data)
        with self._state.get_lock():
            self._state[WRITING] = 0
            self._ring_bell()

    def get(self) -> Any:
        s = self._state
        with self._first_getter:
            while True:
                with s.get_lock():
                    if s[COUNT]:
                        break
                    if s[CLOSED]:
                        raise Closed
                wait([self._reader, self._end_reader])
            data = self._reader.recv_bytes()
            with s.get_lock():
                s[COUNT] -= 1
                self._ring_bell()
        return pickle.loads(data)

    def close(self) -> None:
        with self._state.get_lock():
            if not self._state[CLOSED]:
                self._state[CLOSED] = 1
                self._end_writer.send_bytes(b"x")
