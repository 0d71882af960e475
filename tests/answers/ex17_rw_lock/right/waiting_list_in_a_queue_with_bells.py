"""A waiting list kept as the one message of a SimpleQueue; everyone on it has a bell of his own."""

import multiprocessing as mp
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

BELLS = 41  # the process that made the lock and 40 others


@dataclass
class Desk:
    readers: int = 0
    writer: bool = False
    waiting: deque[tuple[str, int]] = field(default_factory=deque)
    idle_bells: list[int] = field(default_factory=lambda: list(range(BELLS)))

    def admit(self, kind: str) -> bool:
        if self.writer or (kind == "write" and self.readers):
            return False
        if kind == "write":
            self.writer = True
        else:
            self.readers += 1
        return True

    def leave(self, kind: str) -> None:
        if kind == "write":
            self.writer = False
        else:
            self.readers -= 1


class RWLock:
    def __init__(self) -> None:
        self._box = mp.SimpleQueue()
        self._box.put(Desk())
        self._bells = [mp.Semaphore(0) for _ in range(BELLS)]

    @contextmanager
    def _desk(self) -> Iterator[Desk]:
        desk = self._box.get()  # from here on nobody else has it
        try:
            yield desk
        finally:
            while desk.waiting and desk.admit(desk.waiting[0][0]):
                self._bells[desk.waiting.popleft()[1]].release()
            self._box.put(desk)

    @contextmanager
    def _inside(self, kind: str) -> Iterator[None]:
        bell = None
        with self._desk() as desk:
            if desk.waiting or not desk.admit(kind):
                bell = desk.idle_bells.pop()
                desk.waiting.append((kind, bell))
        if bell is not None:
            try:
                self._bells[bell].acquire()
            except BaseException:
                with self._desk() as desk:
                    if (kind, bell) in desk.waiting:
                        desk.waiting.remove((kind, bell))
                    else:
                        self._bells[bell].acquire()
                        desk.leave(kind)
                    desk.idle_bells.append(bell)
                raise
        try:
            yield
        finally:
            with self._desk() as desk:
                desk.leave(kind)
                if bell is not None:
                    desk.idle_bells.append(bell)

    def read(self):
        return self._inside("read")

    def write(self):
        return self._inside("write")
