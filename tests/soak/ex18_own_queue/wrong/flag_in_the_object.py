# verdict: timeout @ in_order
# Remembers in the object that it has been closed, and looks at that ten times a second.
# Breaks "close may be called by any process": the others have copies, and never hear of it.

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
        self._announcing = mp.Lock()
        self._closed = False

    def _is_closed(self) -> bool:
        with self._announcing:
            return self._closed

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
            with self._announcing:  # no item is announced after the flag has been set
                if self._closed:
                    raise Closed
                self._items.release()
            self._writer.send_bytes(data)
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
        with self._announcing:
            self._closed = True
