# verdict: deadlock @ slow
# Waits for room first, pickles then, and gives the room back if that fails.
# Breaks "this holds up and hurts nobody else": slow or deadly pickling keeps a room.

import multiprocessing as mp
import pickle
from typing import Any


class Closed(Exception):
    pass


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
        self._room.acquire()
        try:
            data = pickle.dumps(item)
        except BaseException:
            self._room.release()
            raise
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
