"""A thread for each worker talks to it by its own pipe, while the main thread only watches."""

import multiprocessing as mp
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from types import FrameType
from typing import Any

TICK = 0.1


def _child(conn: Connection, work: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    while True:
        conn.send_bytes(b"free")
        message = conn.recv()
        if message is None:
            break
        work(message[0])


class Desk:
    """Which jobs wait, are in hand, and are finished; for all threads, so under a lock."""

    def __init__(self, jobs: list) -> None:
        self._jobs = jobs
        self._condition = threading.Condition()
        self._begun = 0
        self.finished = [False] * len(jobs)
        self._in_hand: dict[mp.Process, int] = {}
        self.staff: set[mp.Process] = set()
        self.closed = False

    def sign_off(self, process: mp.Process) -> None:
        with self._condition:
            self.staff.remove(process)
            self._in_hand.pop(process, None)
            self._condition.notify_all()

    def next_job(self, process: mp.Process) -> tuple[Any] | None:
        """Check in what the worker had in hand, and check out another job, if there is one."""
        with self._condition:
            if process in self._in_hand:
                self.finished[self._in_hand.pop(process)] = True
            if self.closed or self._begun == len(self._jobs):
                return None
            self._in_hand[process] = self._begun
            self._begun += 1
            return (self._jobs[self._begun - 1],)

    def kill(self, idle_too: bool) -> None:
        with self._condition:
            for process in self.staff if idle_too else self._in_hand:
                process.kill()

    def is_staffed(self, timeout: float) -> bool:
        with self._condition:
            return not self._condition.wait_for(lambda: not self.staff, timeout)


def _attend(process: mp.Process, conn: Connection, desk: Desk) -> None:
    try:
        with conn:
            while True:
                conn.recv_bytes()
                message = desk.next_job(process)
                conn.send(message)
                if message is None:
                    break
    except (EOFError, OSError):
        pass  # The worker was killed.
    finally:
        desk.sign_off(process)


def serve(jobs: list, work: Callable[[Any], Any], workers: int, grace: float) -> list:
    signals: list[float] = []

    def note(_signum: int, _frame: FrameType | None) -> None:
        signals.append(time.monotonic())  # And nothing else, as the main thread may hold locks.

    old = {signum: signal.signal(signum, note) for signum in (signal.SIGTERM, signal.SIGINT)}
    try:
        desk = Desk(jobs)
        threads: dict[mp.Process, threading.Thread] = {}
        for _ in range(min(workers, len(jobs))):
            ours, theirs = mp.Pipe()
            process = mp.Process(target=_child, args=(theirs, work))
            process.start()
            theirs.close()
            desk.staff.add(process)
            threads[process] = threading.Thread(target=_attend, args=(process, ours, desk))
        for thread in threads.values():  # Only now, since to fork with threads is not safe.
            thread.start()
        while desk.is_staffed(TICK):
            if signals:
                desk.closed = True
            if len(signals) > 1 or signals and time.monotonic() >= signals[0] + grace:
                desk.kill(idle_too=len(signals) > 1)
        for process, thread in threads.items():
            thread.join()
            process.join()
    finally:
        for signum, handler in old.items():
            signal.signal(signum, handler)
    return [job for job, finished in zip(jobs, desk.finished) if not finished]
