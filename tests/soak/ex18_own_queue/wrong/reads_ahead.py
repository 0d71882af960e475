# verdict: wrong @ rest
# Takes all items that are there out of the pipe at once, and keeps the rest for its next gets.
# Breaks "Every item goes to one get": those kept are lost at its end, and come twice after a fork.

import multiprocessing as mp
import pickle
from collections import deque
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
        self._ahead: deque[bytes] = deque()

    def put(self, item: Any) -> None:
        s = self._state
        with self._lock:
            if s[CLOSED]:
                raise Closed
        data = pickle.dumps(item)
        with self._lock:
            while not s[CLOSED] and (s[WRITING] or s[COUNT] >= self._maxsize):
                self._can_put.wait()
            if s[CLOSED]:
                raise Closed
            s[WRITING] = 1
            s[COUNT] += 1
            self._can_get.notify()
        self._writer.send_bytes(data)
        with self._lock:
            s[WRITING] = 0
            self._can_put.notify()

    def get(self) -> Any:
        s = self._state
        try:
            return pickle.loads(self._ahead.popleft())
        except IndexError:
            pass  # nothing kept
        with self._lock:
            while s[READING] or not s[COUNT]:
                if s[CLOSED] and not s[COUNT]:
                    raise Closed
                self._can_get.wait()
            s[READING] = 1
            number = s[COUNT]
        first = self._reader.recv_bytes()
        for _ in range(number - 1):
            self._ahead.append(self._reader.recv_bytes())
        with self._lock:
            s[READING] = 0
            s[COUNT] -= number
            self._can_put.notify()
            if s[CLOSED]:
                self._can_get.notify_all()
            elif s[COUNT]:
                self._can_get.notify()
        return pickle.loads(first)

    def close(self) -> None:
        with self._lock:
            self._state[CLOSED] = 1
            self._can_put.notify_all()
            self._can_get.notify_all()
