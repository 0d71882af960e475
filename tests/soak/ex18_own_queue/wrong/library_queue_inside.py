# verdict: forbidden @ in_order
# Puts the pickles into a queue of the library, and adds a flag and an end mark.
# Breaks "no queue of the library".

import multiprocessing as mp
import pickle
from typing import Any

END = b""


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._room = mp.Semaphore(maxsize)
        self._items = mp.SimpleQueue()
        self._lock = mp.Lock()
        self._closed = mp.Value("b", 0, lock=False)

    def put(self, item: Any) -> None:
        data = pickle.dumps(item)
        self._room.acquire()
        with self._lock:
            if not self._closed.value:
                self._items.put(data)
                return
        self._room.release()
        raise Closed

    def get(self) -> Any:
        data = self._items.get()
        if data == END:
            self._items.put(END)
            raise Closed
        self._room.release()
        return pickle.loads(data)

    def close(self) -> None:
        with self._lock:
            if not self._closed.value:
                self._closed.value = 1
                self._items.put(END)
        self._room.release()
