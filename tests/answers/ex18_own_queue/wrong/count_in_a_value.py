# verdict: wrong | deadlock @ crowd
# Keeps the count in a Value, which has a lock of its own, and looks at it thirty times a second.
# Breaks "At most maxsize items wait" or hangs: += is two steps, and under load a count gets lost.

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
        self._maxsize = maxsize
        self._reader, self._writer = mp.Pipe(duplex=False)
        self._count = mp.Value("q", 0)
        self._closed = mp.Value("b", 0)
        self._putting = mp.Lock()
        self._getting = mp.Lock()

    def put(self, item: Any) -> None:
        if self._closed.value:
            raise Closed
        data = pickle.dumps(item)
        while not self._putting.acquire(timeout=TICK):
            if self._closed.value:
                raise Closed
        try:
            while not self._closed.value and self._count.value >= self._maxsize:
                time.sleep(TICK)
            with self._closed.get_lock():
                if self._closed.value:
                    raise Closed
                self._count.value += 1
            self._writer.send_bytes(data)
        finally:
            self._putting.release()

    def get(self) -> Any:
        with self._getting:
            while True:
                closed = self._closed.value
                if self._count.value:
                    break
                if closed:
                    raise Closed
                time.sleep(TICK)
            self._count.value -= 1
            data = self._reader.recv_bytes()
        return pickle.loads(data)

    def close(self) -> None:
        with self._closed.get_lock():
            self._closed.value = 1
