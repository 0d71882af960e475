# verdict: forbidden @ in_order
# Sends each item from a thread that ends when it is written; put waits for that.
# Breaks "no thread".

import multiprocessing as mp
import pickle
import threading
from typing import Any


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._maxsize = maxsize
        self._reader, self._writer = mp.Pipe(duplex=False)
        self._writing = mp.Lock()
        self._reading = mp.Lock()
        self._changed = mp.Condition()
        self._waiting = mp.Value("i", 0, lock=False)
        self._closed = mp.Value("b", 0, lock=False)

    def put(self, item: Any) -> None:
        data = pickle.dumps(item)
        with self._writing:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._closed.value or self._waiting.value < self._maxsize
                )
                if self._closed.value:
                    raise Closed
                self._waiting.value += 1
                self._changed.notify_all()
            sender = threading.Thread(target=self._writer.send_bytes, args=(data,))
            sender.start()
            sender.join()

    def get(self) -> Any:
        with self._reading:
            with self._changed:
                self._changed.wait_for(lambda: self._closed.value or self._waiting.value)
                if not self._waiting.value:
                    raise Closed
                self._waiting.value -= 1
                self._changed.notify_all()
            data = self._reader.recv_bytes()
        return pickle.loads(data)

    def close(self) -> None:
        with self._changed:
            self._closed.value = 1
            self._changed.notify_all()
