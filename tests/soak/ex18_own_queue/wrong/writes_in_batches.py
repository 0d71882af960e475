# verdict: wrong | deadlock @ in_order
# Collects the pickles of puts that come in quick succession, and writes them in batches of four.
# Breaks "once it has returned, the item outlives its process": an unfinished batch dies with it.

import multiprocessing as mp
import pickle
import time
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
        self._batch: list[bytes] = []
        self._last = 0.0

    def put(self, item: Any) -> None:
        if self._closed.is_set():
            raise Closed
        data = pickle.dumps(item)
        if not self._room.acquire(block=False):
            self._flush()
            self._room.acquire()
        self._batch.append(data)
        if len(self._batch) >= 4 or time.monotonic() - self._last > 0.05:
            self._flush()

    def _flush(self) -> None:
        batch, self._batch = self._batch, []
        self._last = time.monotonic()
        self._write_turn.acquire()
        with self._state:
            closed = self._closed.is_set()
            for _ in batch:
                if not closed:
                    self._items.release()
        if closed:
            self._write_turn.release()
            self._room.release()
            raise Closed
        for data in batch:
            self._writer.send_bytes(data)
        self._write_turn.release()

    def get(self) -> Any:
        if self._batch:
            self._flush()
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
        if self._batch and not self._closed.is_set():
            self._flush()
        with self._state:
            if self._closed.is_set():
                return
            self._closed.set()
            self._items.release()
            self._room.release()
            self._write_turn.release()
