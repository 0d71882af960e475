"""Reads and writes a non-blocking pipe inside one monitor, and sleeps on conditions only."""

import multiprocessing as mp
import os
import pickle
import struct
from typing import Any

COUNT, WRITING, READING, CLOSED = range(4)
HEADER = struct.Struct("=Q")


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._maxsize = maxsize
        self._reader, self._writer = mp.Pipe(duplex=False)
        os.set_blocking(self._reader.fileno(), False)
        os.set_blocking(self._writer.fileno(), False)
        self._state = mp.Array("q", 4, lock=False)
        self._lock = mp.Lock()
        self._can_put = mp.Condition(self._lock)
        self._can_get = mp.Condition(self._lock)
        self._drained = mp.Condition(self._lock)  # for the one who writes
        self._filled = mp.Condition(self._lock)  # for the one who reads

    def _write(self, data: memoryview) -> None:
        while data:
            try:
                data = data[os.write(self._writer.fileno(), data) :]
                self._filled.notify()
            except BlockingIOError:
                self._drained.wait()

    def _read(self, length: int) -> bytes:
        data = bytearray()
        while len(data) < length:
            try:
                data += os.read(self._reader.fileno(), min(length - len(data), 1 << 16))
                self._drained.notify()
            except BlockingIOError:
                self._filled.wait()
        return bytes(data)

    def put(self, item: Any) -> None:
        s = self._state
        with self._lock:
            if s[CLOSED]:
                raise Closed
        body = pickle.dumps(item)
        with self._lock:
            while not s[CLOSED] and (s[WRITING] or s[COUNT] >= self._maxsize):
                self._can_put.wait()
            if s[CLOSED]:
                raise Closed
            s[COUNT] += 1
            s[WRITING] = 1
            self._can_get.notify()
            self._write(memoryview(HEADER.pack(len(body)) + body))
            s[WRITING] = 0
            self._can_put.notify()

    def get(self) -> Any:
        s = self._state
        with self._lock:
            while s[READING] or not s[COUNT]:
                if s[CLOSED] and not s[COUNT]:
                    raise Closed
                self._can_get.wait()
            s[COUNT] -= 1
            s[READING] = 1
            self._can_put.notify()
            if s[CLOSED] and not s[COUNT]:
                self._can_get.notify_all()
            (length,) = HEADER.unpack(self._read(HEADER.size))
            body = self._read(length)
            s[READING] = 0
            if s[COUNT]:
                self._can_get.notify()
        return pickle.loads(body)

    def close(self) -> None:
        with self._lock:
            self._state[CLOSED] = 1
            self._can_put.notify_all()
            self._can_get.notify_all()
