# verdict: deadlock @ sizes
# Announces an item once all of it is in the pipe.
# Breaks "up to 5 MB": a put too big for the pipe and the get for it wait for each other.

import multiprocessing as mp
import pickle
from typing import Any

TICK = 0.1


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._reader, self._writer = mp.Pipe(duplex=False)
        self._room = mp.Semaphore(min(maxsize, 2**30))  # no pipe holds that many
        self._items = mp.Semaphore(0)
        self._writing = mp.Lock()
        self._reading = mp.Lock()
        self._closed = mp.Value("b", 0)

    def _is_closed(self) -> bool:
        with self._closed.get_lock():
            return bool(self._closed.value)

    def _acquire_unless_closed(self, lock: Any) -> None:
        while not self._is_closed():
            if lock.acquire(timeout=TICK):
                return
        raise Closed

    def put(self, item: Any) -> None:
        if self._is_closed():
            raise Closed
        data = pickle.dumps(item)
        self._acquire_unless_closed(self._room)
        try:
            self._acquire_unless_closed(self._writing)
        except Closed:
            self._room.release()
            raise
        try:
            with self._closed.get_lock():  # no item is announced after the flag has been set
                if self._closed.value:
                    raise Closed
                self._writer.send_bytes(data)
                self._items.release()
        finally:
            self._writing.release()

    def get(self) -> Any:
        while True:
            closed = self._is_closed()  # look first: then no token means that none will come
            if self._items.acquire(timeout=0 if closed else TICK):
                break
            if closed:
                raise Closed
        with self._reading:
            data = self._reader.recv_bytes()
        self._room.release()
        return pickle.loads(data)

    def close(self) -> None:
        with self._closed.get_lock():
            self._closed.value = 1
