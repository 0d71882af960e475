# verdict: wrong @ sizes
# Sends big items through a pipe of their own, so that they do not hold up the small ones.
# Breaks "gets the items of each putter in order": a small item overtakes an earlier big one.

import multiprocessing as mp
import pickle
from multiprocessing.connection import wait
from typing import Any

BIG = 16 * 1024


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        pipes = [mp.Pipe(duplex=False) for _ in range(2)]  # small, big
        self._readers = [reader for reader, _ in pipes]
        self._writers = [writer for _, writer in pipes]
        self._turns = [mp.Semaphore(1) for _ in range(2)]
        self._room = mp.Semaphore(min(maxsize, 2**30))
        self._items = mp.Semaphore(0)
        self._reading = mp.Lock()
        self._state = mp.Lock()
        self._closed = mp.Event()

    def put(self, item: Any) -> None:
        if self._closed.is_set():
            raise Closed
        data = pickle.dumps(item)
        lane = int(len(data) > BIG)
        self._room.acquire()
        self._turns[lane].acquire()
        with self._state:
            closed = self._closed.is_set()
            if not closed:
                self._items.release()
        if not closed:
            self._writers[lane].send_bytes(data)
        self._turns[lane].release()
        if closed:
            self._room.release()
            raise Closed

    def get(self) -> Any:
        self._items.acquire()
        with self._state:
            if self._closed.is_set():
                # There is one token more than items: whoever holds the last one has no item.
                last = not self._items.acquire(block=False)
                self._items.release()
                if last:
                    raise Closed
        with self._reading:
            ready = wait(self._readers)
            data = min(ready, key=self._readers.index).recv_bytes()
        self._room.release()
        return pickle.loads(data)

    def close(self) -> None:
        with self._state:
            if self._closed.is_set():
                return
            self._closed.set()
            self._items.release()
            self._room.release()
            for turn in self._turns:
                turn.release()
