# verdict: deadlock @ in_order
# Has a lock for putters and one for getters; each takes the other's lock to wake one of them.
# Breaks "put waits for room, get for an item": under load they wait for each other's lock.

import multiprocessing as mp
import pickle
from typing import Any


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._maxsize = maxsize
        self._reader, self._writer = mp.Pipe(duplex=False)
        self._put_lock, self._get_lock = mp.Lock(), mp.Lock()
        self._can_put = mp.Condition(self._put_lock)
        self._can_get = mp.Condition(self._get_lock)
        self._count = mp.Value("q", 0)
        self._writing = mp.Value("b", 0, lock=False)  # guarded by the lock for putters
        self._reading = mp.Value("b", 0, lock=False)  # guarded by the lock for getters
        self._closed = mp.Value("b", 0, lock=False)  # is set under both locks

    def _add(self, number: int) -> None:
        with self._count.get_lock():
            self._count.value += number

    def put(self, item: Any) -> None:
        if self._closed.value:
            raise Closed
        data = pickle.dumps(item)
        with self._put_lock:
            while not self._closed.value and (
                self._writing.value or self._count.value >= self._maxsize
            ):
                self._can_put.wait()
            if self._closed.value:
                raise Closed
            self._writing.value = 1
            self._add(1)
            with self._get_lock:
                self._can_get.notify()
        self._writer.send_bytes(data)
        with self._put_lock:
            self._writing.value = 0
            self._can_put.notify()

    def get(self) -> Any:
        with self._get_lock:
            while self._reading.value or not self._count.value:
                if self._closed.value and not self._count.value:
                    raise Closed
                self._can_get.wait()
            self._reading.value = 1
            self._add(-1)
            with self._put_lock:
                self._can_put.notify()
            if self._closed.value:
                self._can_get.notify_all()
        data = self._reader.recv_bytes()
        with self._get_lock:
            self._reading.value = 0
            self._can_get.notify()
        return pickle.loads(data)

    def close(self) -> None:
        with self._put_lock, self._get_lock:
            self._closed.value = 1
            self._can_put.notify_all()
            self._can_get.notify_all()
