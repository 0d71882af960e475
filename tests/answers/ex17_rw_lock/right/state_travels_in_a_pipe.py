"""Only pipes: who reads the record of the state decides, and permits are single bytes."""

import multiprocessing as mp
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass

RECORD = struct.Struct("5Q")  # far less than PIPE_BUF: written and read in one piece


@dataclass
class State:
    readers: int = 0  # inside, or let in and about to wake up
    writers: int = 0
    waiting_readers: int = 0
    waiting_writers: int = 0
    batch: int = 0  # the waiting readers will be let in as this batch


class RWLock:
    def __init__(self) -> None:
        self._record = mp.Pipe(duplex=False)
        self._read_permits = (mp.Pipe(duplex=False), mp.Pipe(duplex=False))  # by batch, in turn
        self._write_permits = mp.Pipe(duplex=False)
        os.write(self._record[1].fileno(), RECORD.pack(*astuple(State())))

    @contextmanager
    def _state(self) -> Iterator[State]:
        state = State(*RECORD.unpack(os.read(self._record[0].fileno(), RECORD.size)))
        try:
            yield state
        finally:
            os.write(self._record[1].fileno(), RECORD.pack(*astuple(state)))

    @contextmanager
    def read(self) -> Iterator[None]:
        with self._state() as now:
            batch, waits = now.batch, now.writers + now.waiting_writers > 0
            now.waiting_readers += waits
            now.readers += not waits
        if waits:
            permits = self._read_permits[batch % 2][0].fileno()
            try:
                os.read(permits, 1)
            except BaseException:
                with self._state() as now:
                    if now.batch == batch:
                        now.waiting_readers -= 1
                    else:
                        os.read(permits, 1)
                        now.readers -= 1
                    self._admit(now)
                raise
        try:
            yield
        finally:
            with self._state() as now:
                now.readers -= 1
                self._admit(now)

    @contextmanager
    def write(self) -> Iterator[None]:
        with self._state() as now:
            waits = now.readers + now.writers + now.waiting_writers > 0
            now.waiting_writers += waits
            now.writers += not waits
        if waits:
            permits = self._write_permits[0].fileno()
            try:
                os.read(permits, 1)
            except BaseException:
                with self._state() as now:
                    if now.waiting_writers:
                        now.waiting_writers -= 1
                    else:
                        os.read(permits, 1)
                        now.writers -= 1
                    self._admit(now)
                raise
        try:
            yield
        finally:
            with self._state() as now:
                now.writers -= 1
                self._admit(now)

    def _admit(self, now: State) -> None:
        if now.waiting_writers:
            if now.readers + now.writers == 0:
                now.waiting_writers -= 1
                now.writers += 1
                os.write(self._write_permits[1].fileno(), b"w")
        elif now.waiting_readers and not now.writers:
            os.write(self._read_permits[now.batch % 2][1].fileno(), b"r" * now.waiting_readers)
            now.readers += now.waiting_readers
            now.waiting_readers = 0
            now.batch += 1
