# right: short timed gets against a deadline that every arrival and every idle call moves
import multiprocessing as mp  # noqa: F401
import time
from queue import Empty

SLICE = 0.05


class IdleClock:
    def __init__(self, timeout):
        self.timeout = timeout
        self.restart()

    def restart(self):
        self.deadline = time.monotonic() + self.timeout

    @property
    def left(self):
        return self.deadline - time.monotonic()


def consume(queue, handle, on_idle, timeout):
    clock = IdleClock(timeout)
    while True:
        left = clock.left
        if left <= 0:
            if on_idle():
                return "idle"
            clock.restart()
            continue
        try:
            item = queue.get(timeout=min(SLICE, left))
        except Empty:
            continue
        if item is None:
            return "done"
        handle(item)
        clock.restart()
