"""A strict queue: everyone draws a ticket, and each turn is passed on to the next ticket."""

import multiprocessing as mp
from collections.abc import Iterator
from contextlib import contextmanager

SLOTS = 48  # more than the 41 processes that can hold a ticket at the same time


class RWLock:
    def __init__(self) -> None:
        self._mutex = mp.Lock()
        self._next = mp.RawValue("i", 0)
        self._readers = mp.RawValue("i", 0)
        self._writer_waits = mp.RawValue("i", 0)
        self._room_empty = mp.Semaphore(0)
        self._turn = [mp.Semaphore(1 if slot == 0 else 0) for slot in range(SLOTS)]

    def _await_turn(self) -> int:
        with self._mutex:
            slot = self._next.value
            self._next.value = (slot + 1) % SLOTS
        try:
            self._turn[slot].acquire()
        except BaseException:
            self._turn[slot].acquire()  # the queue needs everybody: give up when it is our turn
            self._pass_turn(slot)
            raise
        return slot

    def _pass_turn(self, slot: int) -> None:
        self._turn[(slot + 1) % SLOTS].release()

    @contextmanager
    def read(self) -> Iterator[None]:
        slot = self._await_turn()
        with self._mutex:
            self._readers.value += 1
        self._pass_turn(slot)
        try:
            yield
        finally:
            with self._mutex:
                self._readers.value -= 1
                if self._writer_waits.value and self._readers.value == 0:
                    self._writer_waits.value = 0
                    self._room_empty.release()

    @contextmanager
    def write(self) -> Iterator[None]:
        slot = self._await_turn()
        try:
            self._await_empty_room()
            yield
        finally:
            self._pass_turn(slot)

    def _await_empty_room(self) -> None:
        with self._mutex:
            if self._readers.value == 0:
                return
            self._writer_waits.value = 1
        try:
            self._room_empty.acquire()
        except BaseException:
            with self._mutex:
                if self._writer_waits.value:
                    self._writer_waits.value = 0
                else:
                    self._room_empty.acquire()
            raise
