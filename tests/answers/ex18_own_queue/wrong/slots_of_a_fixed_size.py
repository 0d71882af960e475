# verdict: crashed @ sizes
# Copies pickles into slots of 64 KB of shared memory, as much as a pipe holds, without any pipe.
# Breaks "up to 5 MB": an item whose pickle is longer than a slot is refused with a ValueError.

import multiprocessing as mp
import pickle
from typing import Any

SLOT = 64 * 1024
FIRST, COUNT, CLOSED = range(3)


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._maxsize = maxsize
        self._memory = mp.Array("B", maxsize * SLOT, lock=False)
        self._lengths = mp.Array("q", maxsize, lock=False)
        self._state = mp.Array("q", 3, lock=False)
        self._lock = mp.Lock()
        self._room = mp.Condition(self._lock)
        self._item = mp.Condition(self._lock)

    def put(self, item: Any) -> None:
        s = self._state
        with self._lock:
            if s[CLOSED]:
                raise Closed
        data = pickle.dumps(item)
        if len(data) > SLOT:
            raise ValueError("item too big")
        with self._lock:
            while not s[CLOSED] and s[COUNT] >= self._maxsize:
                self._room.wait()
            if s[CLOSED]:
                raise Closed
            slot = (s[FIRST] + s[COUNT]) % self._maxsize
            with memoryview(self._memory) as raw, raw.cast("B") as memory:
                memory[slot * SLOT : slot * SLOT + len(data)] = data
            self._lengths[slot] = len(data)
            s[COUNT] += 1
            self._item.notify()

    def get(self) -> Any:
        s = self._state
        with self._lock:
            while not s[COUNT]:
                if s[CLOSED]:
                    raise Closed
                self._item.wait()
            slot = s[FIRST]
            with memoryview(self._memory) as raw, raw.cast("B") as memory:
                data = bytes(memory[slot * SLOT : slot * SLOT + self._lengths[slot]])
            s[FIRST] = (slot + 1) % self._maxsize
            s[COUNT] -= 1
            self._room.notify()
        return pickle.loads(data)

    def close(self) -> None:
        with self._lock:
            self._state[CLOSED] = 1
            self._room.notify_all()
            self._item.notify_all()
