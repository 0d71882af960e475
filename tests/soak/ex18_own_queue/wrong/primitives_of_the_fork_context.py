# verdict: crashed @ in_order (spawn)
# Makes its locks in the fork context, where the system forgets their names at once.
# Breaks "right under fork, spawn and forkserver": they cannot be passed to a process made by spawn.

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
        ctx = mp.get_context("fork")  # leaves no names in /dev/shm
        self._room = ctx.Semaphore(min(maxsize, 2**30))  # no pipe holds that many
        self._items = ctx.Semaphore(0)
        self._write_turn = ctx.Semaphore(1)
        self._read_turn = ctx.Lock()
        self._state = ctx.Lock()  # guards: closed or not, and the announcement of items
        self._closed = ctx.Event()

    def put(self, item: Any) -> None:
        if self._closed.is_set():
            raise Closed
        data = pickle.dumps(item)
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
