"""Writers stand in line at a lock; the last of them opens an event for all the waiting readers."""

import multiprocessing as mp
from collections.abc import Iterator
from contextlib import contextmanager


class RWLock:
    def __init__(self) -> None:
        self._mutex = mp.Lock()
        self._line = mp.Lock()  # the writer at its head goes in when the readers have left
        self._readers_gone = mp.Event()
        self._open = (mp.Event(), mp.Event())  # by batch, in turn
        self._batch = mp.RawValue("Q", 0)
        self._readers = mp.RawValue("i", 0)
        self._waiting_readers = mp.RawValue("i", 0)
        self._writers = mp.RawValue("i", 0)  # waiting or inside

    @contextmanager
    def read(self) -> Iterator[None]:
        with self._mutex:
            batch = self._batch.value
            waits = self._writers.value > 0
            (self._waiting_readers if waits else self._readers).value += 1
        if waits:
            try:
                self._open[batch % 2].wait()
            except BaseException:
                with self._mutex:
                    if self._batch.value == batch:
                        self._waiting_readers.value -= 1
                    else:
                        self._reader_leaves()
                raise
        try:
            yield
        finally:
            with self._mutex:
                self._reader_leaves()

    def _reader_leaves(self) -> None:
        self._readers.value -= 1
        if self._readers.value == 0:
            self._readers_gone.set()

    @contextmanager
    def write(self) -> Iterator[None]:
        with self._mutex:
            self._writers.value += 1
        try:
            with self._line:
                with self._mutex:
                    waits = self._readers.value > 0
                    if waits:
                        self._readers_gone.clear()
                if waits:
                    self._readers_gone.wait()
                yield
        finally:
            with self._mutex:
                self._writers.value -= 1
                if self._writers.value == 0:
                    self._let_readers_in()

    def _let_readers_in(self) -> None:
        batch = self._batch.value
        self._open[(batch + 1) % 2].clear()  # its readers are long in: a writer came after them
        self._open[batch % 2].set()
        self._batch.value += 1
        self._readers.value += self._waiting_readers.value
        self._waiting_readers.value = 0
