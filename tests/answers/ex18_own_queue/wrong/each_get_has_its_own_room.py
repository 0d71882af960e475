# verdict: wrong @ deaths
# Lets one more item in for each get that is under way, and counts these in a finally clause.
# Breaks "hurts nobody else": a get whose process ends in unpickling is under way for ever.

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
        self._writing = mp.Lock()
        self._reading = mp.Lock()
        self._changed = mp.Condition()
        self._waiting = mp.Value("i", 0, lock=False)
        self._closed = mp.Value("b", 0, lock=False)
        self._getting = mp.Value("i", 0, lock=False)

    def put(self, item: Any) -> None:
        data = pickle.dumps(item)
        with self._writing:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._closed.value or self._waiting.value < self._maxsize + self._getting.value
                )
                if self._closed.value:
                    raise Closed
                self._waiting.value += 1
                self._changed.notify_all()
            self._writer.send_bytes(data)

    def get(self) -> Any:
        self._add_getter(1)
        try:
            return pickle.loads(self._take())
        finally:
            self._add_getter(-1)

    def _add_getter(self, number: int) -> None:
        with self._changed:
            self._getting.value += number
            self._changed.notify_all()

    def _take(self) -> bytes:
        with self._reading:
            with self._changed:
                self._changed.wait_for(lambda: self._closed.value or self._waiting.value)
                if not self._waiting.value:
                    raise Closed
                self._waiting.value -= 1
                self._changed.notify_all()
            return self._reader.recv_bytes()

    def close(self) -> None:
        with self._changed:
            self._closed.value = 1
            self._changed.notify_all()
