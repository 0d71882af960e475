# verdict: wrong @ as_they_were
# Keeps the pickles of the last values it has put, for items that come again and again.
# Breaks "Items are anything that can be pickled": True after 1.0, -0.0 after 0.0 are mixed up.

import multiprocessing as mp
import pickle
from functools import lru_cache
from typing import Any


class Closed(Exception):
    pass


@lru_cache(maxsize=100)
def _dumps_small(item: Any) -> bytes:
    return pickle.dumps(item)


def _dumps(item: Any) -> bytes:
    if type(item) in (bool, int, float, str):  # immutable
        return _dumps_small(item)
    return pickle.dumps(item)


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._reader, self._writer = mp.Pipe(duplex=False)
        self._room = mp.Semaphore(min(maxsize, 2**30))  # no pipe holds that many
        self._items = mp.Semaphore(0)
        self._write_turn = mp.Semaphore(1)
        self._read_turn = mp.Lock()
        self._state = mp.Lock()  # guards: closed or not, and the announcement of items
        self._closed = mp.Event()

    def put(self, item: Any) -> None:
        if self._closed.is_set():
            raise Closed
        data = _dumps(item)
        self._room.acquire()
        self._write_turn.acquire()
        with self._state:
            closed = self._closed.is_set()
            if not closed:
                self._items.release()  # from here on the item counts, and will be written
        if closed:
            self._write_turn.release()
            self._room.release()
            raise Closed
        self._writer.send_bytes(data)
        self._write_turn.release()

    def get(self) -> Any:
        with self._read_turn:
            self._items.acquire()
            with self._state:
                if self._closed.is_set():
                    # There is one token more than items: whoever holds the last one has no item.
                    last = not self._items.acquire(block=False)
                    self._items.release()
                    if last:
                        raise Closed
            data = self._reader.recv_bytes()
        self._room.release()
        return pickle.loads(data)

    def close(self) -> None:
        with self._state:
            if self._closed.is_set():
                return
            self._closed.set()
            self._items.release()
            self._room.release()
            self._write_turn.release()  # a second turn does no harm: nobody writes any more
