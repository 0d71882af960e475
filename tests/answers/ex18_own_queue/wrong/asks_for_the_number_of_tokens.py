# verdict: timeout | deadlock @ getters_wait
# Asks the semaphore of the items for its value thirty times a second, and takes a token if any.
# Breaks "Whoever waits is woken": two gets see the last token, one of them hangs, even after close.

import multiprocessing as mp
import pickle
import time
from typing import Any

TICK = 0.03


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
            if self._items.get_value() > 0:
                self._items.acquire()
                break
            if closed:
                raise Closed
            time.sleep(TICK)
        with self._reading:
            data = self._reader.recv_bytes()
        self._room.release()
        return pickle.loads(data)

    def close(self) -> None:
        with self._closed.get_lock():
            self._closed.value = 1
