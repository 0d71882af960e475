"""Keeps the pickles in a ring of bytes in shared memory, and copies them under one lock."""

import multiprocessing as mp
import pickle
import struct
from typing import Any

COUNT, HEAD, USED, CLOSED = range(4)
HEADER = struct.Struct("=Q")
MEGABYTE = 1 << 20
PIPE = 1 << 16  # no item that fits into a pipe has to wait for memory


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._maxsize = maxsize
        self._size = 16 * MEGABYTE + PIPE * min(maxsize, 512)
        self._ring = mp.Array("B", self._size, lock=False)
        self._state = mp.Array("q", 4, lock=False)
        self._lock = mp.Lock()
        self._room = mp.Condition(self._lock)
        self._item = mp.Condition(self._lock)
        self._putters = mp.Lock()  # one putter at a time waits for room, the rest wait for it

    def put(self, item: Any) -> None:
        s = self._state
        with self._lock:
            if s[CLOSED]:
                raise Closed
        body = pickle.dumps(item)
        data = HEADER.pack(len(body)) + body
        if len(data) > self._size:
            raise ValueError("item too big")
        with self._putters, self._lock:
            while not s[CLOSED] and (
                s[COUNT] >= self._maxsize or s[USED] + len(data) > self._size
            ):
                self._room.wait()
            if s[CLOSED]:
                raise Closed
            start = (s[HEAD] + s[USED]) % self._size
            first = min(len(data), self._size - start)
            with memoryview(self._ring) as raw, raw.cast("B") as ring:
                ring[start : start + first] = data[:first]
                ring[: len(data) - first] = data[first:]
            s[USED] += len(data)
            s[COUNT] += 1
            self._item.notify()

    def _take(self, length: int) -> bytes:
        s = self._state
        start = s[HEAD]
        first = min(length, self._size - start)
        with memoryview(self._ring) as raw, raw.cast("B") as ring:
            data = bytes(ring[start : start + first]) + bytes(ring[: length - first])
        s[HEAD] = (start + length) % self._size
        s[USED] -= length
        return data

    def get(self) -> Any:
        s = self._state
        with self._lock:
            while not s[COUNT]:
                if s[CLOSED]:
                    raise Closed
                self._item.wait()
            (length,) = HEADER.unpack(self._take(HEADER.size))
            body = self._take(length)
            s[COUNT] -= 1
            self._room.notify()
            if s[CLOSED] and not s[COUNT]:
                self._item.notify_all()
        return pickle.loads(body)

    def close(self) -> None:
        with self._lock:
            self._state[CLOSED] = 1
            self._room.notify_all()
            self._item.notify_all()
