"""Stores each pickle in a chain of small blocks of shared memory, and copies outside the lock."""

import multiprocessing as mp
import pickle
from typing import Any

BLOCK = 1024
ROOM, FREE, FIRST, COUNT, CLOSED = range(5)


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        blocks = 10 * 1024 + 65 * min(maxsize, 512)  # no item below 64 KB waits for memory
        self._slots = min(maxsize, blocks)
        self._data = mp.Array("B", blocks * BLOCK, lock=False)
        self._free = mp.Array("q", range(blocks), lock=False)  # a stack of free blocks
        self._next = mp.Array("q", blocks, lock=False)
        self._fifo = mp.Array("q", 2 * self._slots, lock=False)  # first block and length
        self._state = mp.Array("q", [self._slots, blocks, 0, 0, 0], lock=False)
        self._lock = mp.Lock()
        self._room = mp.Condition(self._lock)
        self._item = mp.Condition(self._lock)
        self._putters = mp.Lock()  # one putter at a time waits for room, the rest wait for it

    def _give_back(self, chain: list[int]) -> None:
        s = self._state
        self._free[s[FREE] : s[FREE] + len(chain)] = chain
        s[FREE] += len(chain)
        s[ROOM] += 1
        self._room.notify()

    def put(self, item: Any) -> None:
        s = self._state
        with self._lock:
            if s[CLOSED]:
                raise Closed
        data = pickle.dumps(item)
        need = -(-len(data) // BLOCK)
        if need > len(self._free):
            raise ValueError("item too big")
        with self._putters, self._lock:
            while not s[CLOSED] and (not s[ROOM] or s[FREE] < need):
                self._room.wait()
            if s[CLOSED]:
                raise Closed
            s[ROOM] -= 1
            s[FREE] -= need
            chain = self._free[s[FREE] : s[FREE] + need]
        with memoryview(self._data) as raw, raw.cast("B") as memory:
            for i, block in enumerate(chain):
                part = data[i * BLOCK : (i + 1) * BLOCK]
                memory[block * BLOCK : block * BLOCK + len(part)] = part
                self._next[block] = chain[i + 1] if i + 1 < need else -1
        with self._lock:
            if s[CLOSED]:
                self._give_back(chain)
                raise Closed
            at = (s[FIRST] + s[COUNT]) % self._slots * 2
            self._fifo[at : at + 2] = [chain[0], len(data)]
            s[COUNT] += 1
            self._item.notify()

    def get(self) -> Any:
        s = self._state
        with self._lock:
            while not s[COUNT]:
                if s[CLOSED]:
                    raise Closed
                self._item.wait()
            block, length = self._fifo[s[FIRST] * 2 : s[FIRST] * 2 + 2]
            s[FIRST] = (s[FIRST] + 1) % self._slots
            s[COUNT] -= 1
            if s[CLOSED] and not s[COUNT]:
                self._item.notify_all()
        chain, data = [], bytearray()
        with memoryview(self._data) as raw, raw.cast("B") as memory:
            while block >= 0:
                chain.append(block)
                data += memory[block * BLOCK : (block + 1) * BLOCK]
                block = self._next[block]
        with self._lock:
            self._give_back(chain)
        return pickle.loads(data[:length])

    def close(self) -> None:
        with self._lock:
            self._state[CLOSED] = 1
            self._room.notify_all()
            self._item.notify_all()
