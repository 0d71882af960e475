# verdict: deadlock @ putters_woken
# Has close add as many permits for putters as the queue has rooms.
# Breaks "Whoever waits for room is woken": when more of them wait than there are rooms.

import multiprocessing as mp
import pickle
from typing import Any


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._maxsize = maxsize
        self._reader, self._writer = mp.Pipe(duplex=False)
        self._room = mp.Semaphore(maxsize)
        self._items = mp.Semaphore(0)
        self._writing = mp.Lock()
        self._reading = mp.Lock()
        self._state = mp.Lock()
        self._waiting = mp.Value("i", 0, lock=False)
        self._closed = mp.Value("b", 0, lock=False)

    def put(self, item: Any) -> None:
        if self._closed.value:
            raise Closed
        data = pickle.dumps(item)
        self._room.acquire()
        with self._writing:
            with self._state:
                if self._closed.value:
                    raise Closed
                self._waiting.value += 1
                self._items.release()
            self._writer.send_bytes(data)

    def get(self) -> Any:
        with self._reading:
            self._items.acquire()
            with self._state:
                if not self._waiting.value:
                    self._items.release()  # for the next one
                    raise Closed
                self._waiting.value -= 1
            data = self._reader.recv_bytes()
        self._room.release()
        return pickle.loads(data)

    def close(self) -> None:
        with self._state:
            if self._closed.value:
                return
            self._closed.value = 1
            self._items.release()
            for _ in range(self._maxsize):
                self._room.release()
