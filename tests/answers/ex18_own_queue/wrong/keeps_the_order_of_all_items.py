# verdict: crashed @ many
# Keeps an array with the number of the slot of each item that is put, in order.
# Breaks "put waits for room": after a thousand items there is no place in it any more.

import multiprocessing as mp
import pickle
from typing import Any

PLACES = 1000  # ten times as many as can wait
FREE, PUT, GOT, CLOSED = range(4)


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._pipes = [mp.Pipe(duplex=False) for _ in range(maxsize)]
        self._free = mp.Array("q", range(maxsize), lock=False)  # a stack of empty slots
        self._order = mp.Array("q", PLACES, lock=False)
        self._state = mp.Array("q", [maxsize, 0, 0, 0], lock=False)
        self._lock = mp.Lock()
        self._room = mp.Condition(self._lock)
        self._item = mp.Condition(self._lock)

    def put(self, item: Any) -> None:
        s = self._state
        data = pickle.dumps(item)
        with self._lock:
            while not s[CLOSED] and not s[FREE]:
                self._room.wait()
            if s[CLOSED]:
                raise Closed
            slot = self._free[s[FREE] - 1]
            self._order[s[PUT]] = slot
            s[FREE] -= 1
            s[PUT] += 1
            self._item.notify()
        self._pipes[slot][1].send_bytes(data)

    def get(self) -> Any:
        s = self._state
        with self._lock:
            while s[GOT] == s[PUT]:
                if s[CLOSED]:
                    raise Closed
                self._item.wait()
            slot = self._order[s[GOT]]
            s[GOT] += 1
            if s[CLOSED] and s[GOT] == s[PUT]:
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
