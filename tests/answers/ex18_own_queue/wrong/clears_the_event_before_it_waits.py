# verdict: deadlock @ crowd | many
# Looks at the state under a lock; if it has to wait, it clears an event and waits for that.
# Breaks "put waits for room, get for an item": a set() just before the clear() is lost; hangs.

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
        self._state = mp.Array("q", 4, lock=False)
        self._room = mp.Event()
        self._item = mp.Event()
        self._putters = mp.Lock()  # only one of each kind waits for its event
        self._getters = mp.Lock()

    def put(self, item: Any) -> None:
        s = self._state
        with self._lock:
            if s[CLOSED]:
                raise Closed
        data = pickle.dumps(item)
        with self._putters:
            while True:
                with self._lock:
                    if s[CLOSED]:
                        raise Closed
                    if not s[WRITING] and s[COUNT] < self._maxsize:
                        s[WRITING] = 1
                        s[COUNT] += 1
                        self._item.set()
                        break
                self._room.clear()
                self._room.wait()
        self._writer.send_bytes(data)
        with self._lock:
            s[WRITING] = 0
            self._room.set()

    def get(self) -> Any:
        s = self._state
        with self._getters:
            while True:
                with self._lock:
                    if s[COUNT] and not s[READING]:
                        s[READING] = 1
                        s[COUNT] -= 1
                        self._room.set()
                        break
                    if s[CLOSED] and not s[COUNT]:
                        raise Closed
                self._item.clear()
                self._item.wait()
        data = self._reader.recv_bytes()
        with self._lock:
            s[READING] = 0
            self._item.set()
        return pickle.loads(data)

    def close(self) -> None:
        with self._lock:
            self._state[CLOSED] = 1
            self._room.set()
            self._item.set()
