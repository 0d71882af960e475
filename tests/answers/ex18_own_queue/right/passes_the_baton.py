"""Passes the baton: who leaves the monitor hands its lock straight to one who can go on."""

import multiprocessing as mp
import pickle
from typing import Any

COUNT, WRITING, READING, CLOSED, PUTTERS, GETTERS = range(6)


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._maxsize = maxsize
        self._reader, self._writer = mp.Pipe(duplex=False)
        self._baton = mp.Semaphore(1)  # taken by one process, and often given back by another
        self._put_gate = mp.Semaphore(0)
        self._get_gate = mp.Semaphore(0)
        self._state = mp.Array("q", 6, lock=False)  # belongs to the holder of the baton

    def _may_put(self) -> bool:
        s = self._state
        return bool(s[CLOSED] or (not s[WRITING] and s[COUNT] < self._maxsize))

    def _may_get(self) -> bool:
        s = self._state
        return bool((s[COUNT] and not s[READING]) or (s[CLOSED] and not s[COUNT]))

    def _pass_on(self) -> None:
        s = self._state
        if s[PUTTERS] and self._may_put():
            s[PUTTERS] -= 1
            self._put_gate.release()
        elif s[GETTERS] and self._may_get():
            s[GETTERS] -= 1
            self._get_gate.release()
        else:
            self._baton.release()

    def put(self, item: Any) -> None:
        s = self._state
        if s[CLOSED]:
            raise Closed
        data = pickle.dumps(item)
        self._baton.acquire()
        if not self._may_put():
            s[PUTTERS] += 1
            self._baton.release()
            self._put_gate.acquire()  # the baton comes with it
        closed = s[CLOSED]
        if not closed:
            s[COUNT] += 1
            s[WRITING] = 1
        self._pass_on()
        if closed:
            raise Closed
        self._writer.send_bytes(data)
        self._baton.acquire()
        s[WRITING] = 0
        self._pass_on()

    def get(self) -> Any:
        s = self._state
        self._baton.acquire()
        if not self._may_get():
            s[GETTERS] += 1
            self._baton.release()
            self._get_gate.acquire()
        found = s[COUNT] > 0
        if found:
            s[COUNT] -= 1
            s[READING] = 1
        self._pass_on()
        if not found:
            raise Closed
        data = self._reader.recv_bytes()
        self._baton.acquire()
        s[READING] = 0
        self._pass_on()
        return pickle.loads(data)

    def close(self) -> None:
        self._baton.acquire()
        self._state[CLOSED] = 1
        self._pass_on()
