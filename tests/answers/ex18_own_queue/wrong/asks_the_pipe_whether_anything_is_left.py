# verdict: wrong @ close_meanwhile
# Has get hold the reader's lock and poll the pipe; empty and closed means that nothing is left.
# Breaks "get returns what is left": raises Closed while a put at close has not begun to write yet.

import multiprocessing as mp
import pickle
from typing import Any

TICK = 0.1


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._reader, self._writer = mp.Pipe(duplex=False)
        self._room = mp.Semaphore(min(maxsize, 2**30))  # no pipe holds that many
        self._writing = mp.Lock()
        self._reading = mp.Lock()
        self._closed = mp.Value("b", 0)

    def _is_closed(self) -> bool:
        with self._closed.get_lock():
            return bool(self._closed.value)

    def _acquire_unless_closed(self, lock: Any) -> None:
        while not self._is_closed():
            if lock.acquire(timeout=TICK):
                return
        raise Closed

    def put(self, item: Any) -> None:
        if self._is_closed():
            raise Closed
        data = pickle.dumps(item)
        self._acquire_unless_closed(self._room)
        try:
            self._acquire_unless_closed(self._writing)
        except Closed:
            self._room.release()
            raise
        try:
            if self._is_closed():
                raise Closed
            self._writer.send_bytes(data)
        finally:
            self._writing.release()

    def get(self) -> Any:
        with self._reading:
            while not self._reader.poll(TICK):
                if self._is_closed() and not self._reader.poll():
                    raise Closed
            data = self._reader.recv_bytes()
        self._room.release()
        return pickle.loads(data)

    def close(self) -> None:
        with self._closed.get_lock():
            self._closed.value = 1
