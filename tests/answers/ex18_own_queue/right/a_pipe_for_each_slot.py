"""Makes one pipe per slot, so that items never get mixed, and passes the numbers of slots around."""

import multiprocessing as mp
import pickle
from typing import Any

FREE, FIRST, COUNT, CLOSED = range(4)


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._maxsize = maxsize
        self._pipes = [mp.Pipe(duplex=False) for _ in range(maxsize)]
        self._free = mp.Array("q", range(maxsize), lock=False)  # a stack of empty slots
        self._fifo = mp.Array("q", maxsize, lock=False)  # a ring of the slots with items
        self._state = mp.Array("q", [maxsize, 0, 0, 0], lock=False)
        self._lock = mp.Lock()
        self._room = mp.Condition(self._lock)
        self._item = mp.Condition(self._lock)

    def put(self, item: Any) -> None:
        s = self._state
        with self._lock:
            if s[CLOSED]:
                raise Closed
        data = pickle.dumps(item)
        with self._lock:
            while not s[CLOSED] and not s[FREE]:
                self._room.wait()
            if s[CLOSED]:
                raise Closed
            s[FREE] -= 1
            slot = self._free[s[FREE]]
            self._fifo[(s[FIRST] + s[COUNT]) % self._maxsize] = slot
            s[COUNT] += 1
            self._item.notify()
        self._pipes[slot][1].send_bytes(data)

    def get(self) -> Any:
        s = self._state
        with self._lock:
            while not s[COUNT]:
                if s[CLOSED]:
                    raise Closed
                self._item.wait()
            slot = self._fifo[s[FIRST]]
            s[FIRST] = (s[FIRST] + 1) % self._maxsize
            s[COUNT] -= 1
            if s[CLOSED] and not s[COUNT]:
                self._item.notify_all()
        data = self._pipes[slot][0].recv_bytes()
        with self._lock:
            self._free[s[FREE]] = slot
            s[FREE] += 1
            self._room.notify()
        return pickle.loads(data)

    def close(self) -> None:
        with self._lock:
            self._state[CLOSED] = 1
            self._room.notify_all()
            self._item.notify_all()
