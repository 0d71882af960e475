# verdict: crashed @ readers_meet
# Seats for readers, all of them for a writer; made from one fixed multiprocessing context.
# Breaks "right under spawn and forkserver": the semaphores cannot be passed to such a process.

import multiprocessing as mp
from contextlib import contextmanager

SEATS = 41
ctx = mp.get_context("fork")  # cheap to start, and everything is inherited


class RWLock:
    def __init__(self) -> None:
        self._seats = ctx.Semaphore(SEATS)
        self._door = ctx.Semaphore(1)
        self._one_writer = ctx.Lock()
        self._writers = ctx.Value("i", 0)

    @contextmanager
    def read(self):
        with self._door:
            self._seats.acquire()
        try:
            yield
        finally:
            self._seats.release()

    @contextmanager
    def write(self):
        with self._writers.get_lock():
            if self._writers.value == 0:
                self._door.acquire()
            self._writers.value += 1
        try:
            with self._one_writer:
                taken = 0
                try:
                    while taken < SEATS:
                        self._seats.acquire()
                        taken += 1
                    yield
                finally:
                    for _ in range(taken):
                        self._seats.release()
        finally:
            with self._writers.get_lock():
                self._writers.value -= 1
                if self._writers.value == 0:
                    self._door.release()
