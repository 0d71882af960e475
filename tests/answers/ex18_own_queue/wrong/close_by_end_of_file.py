# verdict: deadlock @ in_order
# Closes the writing end of the pipe, so that get finds the end of the file after the last item.
# Breaks "Whoever waits is woken": other processes have that end open too, so get waits for ever.

import multiprocessing as mp
import pickle
from typing import Any


class Closed(Exception):
    pass


class BoundedQueue:
    def __init__(self, maxsize: int) -> None:
        if maxsize < 1:
            raise ValueError("maxsize must be at least 1")
        self._reader, self._writer = mp.Pipe(duplex=False)
        self._room = mp.Semaphore(min(maxsize, 2**30))
        self._write_turn = mp.Semaphore(1)
        self._read_turn = mp.Lock()
        self._closed = mp.Value("b", 0)

    def put(self, item: Any) -> None:
        if self._closed.value:
            raise Closed
        data = pickle.dumps(item)
        self._room.acquire()
        self._write_turn.acquire()
        if self._closed.value:
            self._write_turn.release()  # for the next one that waits
            self._room.release()
            raise Closed
        self._writer.send_bytes(data)
        self._write_turn.release()

    def get(self) -> Any:
        with self._read_turn:
            try:
                data = self._reader.recv_bytes()
            except EOFError:
                raise Closed from None
        self._room.release()
        return pickle.loads(data)

    def close(self) -> None:
        with self._closed.get_lock():
            if not self._closed.value:
                self._closed.value = 1
                self._room.release()
                self._write_turn.release()
        self._writer.close()
