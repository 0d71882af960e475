# verdict: leaked @ in_order
# Closes the queue when the program that made it ends, so that nobody waits for it in vain.
# Breaks "Nothing is left once the queue is no longer used": atexit keeps it, with its descriptors.

import atexit
import multiprocessing as mp
import pickle
from typing import Any

TICK = 0.05


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._reader, self._writer = mp.Pipe(duplex=False)
        self._room = mp.Semaphore(min(maxsize, 2**30))
        self._items = mp.Semaphore(0)
        self._writing = mp.Lock()
        self._reading = mp.Lock()
        self._closed = mp.Value("b", 0)
        atexit.register(self.close)

    def _acquire_unless_closed(self, lock: Any) -> None:
        while not self._closed.value:
            if lock.acquire(timeout=TICK):
                return
        raise Closed

    def put(self, item: Any) -> None:
        if self._closed.value:
            raise Closed
        data = pickle.dumps(item)
        self._acquire_unless_closed(self._room)
        self._acquire_unless_closed(self._writing)
        try:
            with self._closed.get_lock():
                if self._closed.value:
                    raise Closed
                self._items.release()
            self._writer.send_bytes(data)
        finally:
            self._writing.release()

    def get(self) -> Any:
        while True:
            closed = self._closed.value
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
