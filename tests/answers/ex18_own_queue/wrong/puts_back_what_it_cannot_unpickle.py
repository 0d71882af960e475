# verdict: crashed | wrong @ errors
# Puts an item that cannot be unpickled back into the queue, so that it does not get lost.
# Breaks "that item is gone": after an error of unpickling the same item comes again and again.

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
        self._room = mp.Semaphore(min(maxsize, 2**30))
        self._items = mp.Semaphore(0)
        self._write_turn = mp.Semaphore(1)
        self._read_turn = mp.Lock()
        self._state = mp.Lock()
        self._closed = mp.Event()

    def put(self, item: Any) -> None:
        if self._closed.is_set():
            raise Closed
        self._put_bytes(pickle.dumps(item))

    def _put_bytes(self, data: bytes) -> None:
        self._room.acquire()
        self._write_turn.acquire()
        with self._state:
            closed = self._closed.is_set()
            if not closed:
                self._items.release()
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
        try:
            return pickle.loads(data)
        except Exception:
            self._put_bytes(data)  # perhaps another process can read it
            raise

    def close(self) -> None:
        with self._state:
            if self._closed.is_set():
                return
            self._closed.set()
            self._items.release()
            self._room.release()
            self._write_turn.release()
