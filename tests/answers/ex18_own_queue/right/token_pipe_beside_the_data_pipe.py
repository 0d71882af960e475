"""Announces each item in a second pipe, whose last token says that the queue is closed."""

import multiprocessing as mp
import pickle
from typing import Any

ITEM, LAST = b"i", b"l"


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._item_reader, self._item_writer = mp.Pipe(duplex=False)
        # Tokens are smaller than items, and at most one of them is ahead of its item:
        # this pipe is never full.
        self._token_reader, self._token_writer = mp.Pipe(duplex=False)
        self._room = mp.Semaphore(min(maxsize, 2**30))
        self._write_turn = mp.Semaphore(1)
        self._getters = mp.Lock()
        self._state = mp.Lock()
        self._closed = mp.Value("b", 0, lock=False)  # guarded by _state
        self._drained = mp.Value("b", 0, lock=False)  # guarded by _getters

    def put(self, item: Any) -> None:
        with self._state:
            if self._closed.value:
                raise Closed
        data = pickle.dumps(item)
        self._room.acquire()
        self._write_turn.acquire()
        with self._state:
            closed = self._closed.value
            if not closed:
                self._token_writer.send_bytes(ITEM)
        if closed:
            self._write_turn.release()  # for the next one that waits
            self._room.release()
            raise Closed
        self._item_writer.send_bytes(data)
        self._write_turn.release()

    def get(self) -> Any:
        with self._getters:
            if not self._drained.value and self._token_reader.recv_bytes() == LAST:
                self._drained.value = 1
            if self._drained.value:
                raise Closed
            data = self._item_reader.recv_bytes()
        self._room.release()
        return pickle.loads(data)

    def close(self) -> None:
        with self._state:
            if self._closed.value:
                return
            self._closed.value = 1
            self._token_writer.send_bytes(LAST)
            self._room.release()
            self._write_turn.release()  # nobody writes any more: a second turn does no harm
