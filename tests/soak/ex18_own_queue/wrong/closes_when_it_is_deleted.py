# verdict: wrong @ in_order (spawn)
# Closes the queue in __del__, so that nobody waits for a process that is gone.
# Breaks "each of them may put, get and close": under spawn the first process to end closes for all.

import multiprocessing as mp
import pickle
from typing import Any

COUNT, WRITING, READING, CLOSED = range(4)


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._maxsize = maxsize
        self._reader, self._writer = mp.Pipe(duplex=False)
        self._lock = mp.Lock()
        self._state = mp.Array("q", 4, lock=False)
        self._may_put = mp.Event()
        self._may_get = mp.Event()
        # Only one of each kind stands at its light, so that a light that is on stays on for it.
        self._putters = mp.Lock()
        self._getters = mp.Lock()
        self._switch_lights()

    def _switch_lights(self) -> None:
        count, writing, reading, closed = self._state
        may_put = closed or (not writing and count < self._maxsize)
        may_get = (count and not reading) or (closed and not count)
        for light, on in ((self._may_put, may_put), (self._may_get, may_get)):
            if on:
                light.set()
            else:
                light.clear()

    def put(self, item: Any) -> None:
        with self._lock:
            if self._state[CLOSED]:
                raise Closed
        data = pickle.dumps(item)
        with self._putters:
            self._may_put.wait()
            with self._lock:
                if self._state[CLOSED]:
                    raise Closed
                self._state[COUNT] += 1
                self._state[WRITING] = 1
                self._switch_lights()
        self._writer.send_bytes(data)
        with self._lock:
            self._state[WRITING] = 0
            self._switch_lights()

    def get(self) -> Any:
        with self._getters:
            self._may_get.wait()
            with self._lock:
                if not self._state[COUNT]:
                    raise Closed
                self._state[COUNT] -= 1
                self._state[READING] = 1
                self._switch_lights()
        data = self._reader.recv_bytes()
        with self._lock:
            self._state[READING] = 0
            self._switch_lights()
        return pickle.loads(data)

    def close(self) -> None:
        with self._lock:
            self._state[CLOSED] = 1
            self._switch_lights()

    def __del__(self) -> None:
        if hasattr(self, "_getters"):  # not if __init__ raised
            self.close()
