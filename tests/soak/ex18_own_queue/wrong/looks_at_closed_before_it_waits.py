# verdict: deadlock @ putters_woken
# Looks whether the queue is closed at the beginning of put, and waits for room after that.
# Breaks "From then on put raises Closed": one that waited for room at close puts its item later.

import multiprocessing as mp
import pickle
from typing import Any

COUNT, WRITING, READING, CLOSED = range(4)


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._maxsize = maxsize
        self._reader, self._writer = mp.Pipe(duplex=False)
        self._lock = mp.Lock()
        self._can_put = mp.Condition(self._lock)
        self._can_get = mp.Condition(self._lock)
        self._state = mp.Array("q", 4, lock=False)

    def put(self, item: Any) -> None:
        s = self._state
        with self._lock:
            if s[CLOSED]:
                raise Closed
        data = pickle.dumps(item)  # no lock, no room is held here
        with self._lock:
            while s[WRITING] or s[COUNT] >= self._maxsize:
                self._can_put.wait()
            s[WRITING] = 1
            s[COUNT] += 1
            self._can_get.notify()  # before the write: a big item needs its reader
        self._writer.send_bytes(data)
        with self._lock:
            s[WRITING] = 0
            self._can_put.notify()

    def get(self) -> Any:
        s = self._state
        with self._lock:
            while s[READING] or not s[COUNT]:
                if s[CLOSED] and not s[COUNT]:
                    raise Closed
                self._can_get.wait()
            s[READING] = 1
            s[COUNT] -= 1
            self._can_put.notify()
            if s[CLOSED] and not s[COUNT]:
                self._can_get.notify_all()  # this was the last one
        data = self._reader.recv_bytes()
        with self._lock:
            s[READING] = 0
            if s[COUNT]:
                self._can_get.notify()
        return pickle.loads(data)

    def close(self) -> None:
        with self._lock:
            if not self._state[CLOSED]:
                self._state[CLOSED] = 1
                self._can_put.notify_all()
                self._can_get.notify_all()
