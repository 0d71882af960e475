"""A state machine class (open, draining, overdue, aborted), with workers as small objects of it."""

import enum
import multiprocessing as mp
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from types import FrameType
from typing import Any


class State(enum.Enum):
    OPEN = "jobs are handed out"
    DRAINING = "jobs in hand may end"
    OVERDUE = "jobs in hand are given up"
    ABORTED = "everything is given up"


def _main(conn: Connection, work: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    conn.send_bytes(b"ready")
    while (envelope := conn.recv()) is not None:
        work(envelope[0])
        conn.send_bytes(b"ready")


class Worker:
    def __init__(self, work: Callable[[Any], Any]) -> None:
        self.place: int | None = None
        self.conn, theirs = mp.Pipe()
        self.process = mp.Process(target=_main, args=(theirs, work))
        self.process.start()
        theirs.close()

    def fileno(self) -> int:  # So that wait() takes workers.
        return self.conn.fileno()


class Service:
    def __init__(self, jobs: list, work: Callable[[Any], Any], workers: int, grace: float) -> None:
        self.jobs = jobs
        self.work = work
        self.vacancies = min(workers, len(jobs))
        self.grace = grace
        self.signals: list[float] = []
        self.state = State.OPEN
        self.crew: list[Worker] = []
        self.begun = 0
        self.finished: set[int] = set()

    def run(self) -> list:
        signums = (signal.SIGTERM, signal.SIGINT)
        old = {signum: signal.signal(signum, self.on_signal) for signum in signums}
        try:
            while self.crew or (self.vacancies and self.state is State.OPEN):
                self.step()
        finally:
            for signum, handler in old.items():
                signal.signal(signum, handler)
        return [job for place, job in enumerate(self.jobs) if place not in self.finished]

    def on_signal(self, _signum: int, _frame: FrameType | None) -> None:
        self.signals.append(time.monotonic())  # It may interrupt a change of state.

    def step(self) -> None:
        timeout = 0.1
        if self.vacancies and self.state is State.OPEN:  # In between we see to those at work.
            self.crew.append(Worker(self.work))
            self.vacancies -= 1
            timeout = 0.0
        for worker in wait(self.crew, timeout):
            self.on_message(worker)
        if self.signals and self.state is State.OPEN:
            self.state = State.DRAINING
        if self.state is State.DRAINING and time.monotonic() - self.signals[0] >= self.grace:
            self.state = State.OVERDUE
            self.remove([worker for worker in self.crew if worker.place is not None], kill=True)
        if len(self.signals) > 1:
            self.state = State.ABORTED
            self.remove(self.crew.copy(), kill=True)

    def on_message(self, worker: Worker) -> None:
        try:
            worker.conn.recv_bytes()
            if worker.place is not None:
                self.finished.add(worker.place)
                worker.place = None
            if self.state is State.OPEN and self.begun < len(self.jobs):
                worker.place = self.begun
                self.begun += 1
                worker.conn.send((self.jobs[worker.place],))
            else:
                worker.conn.send(None)
        except (EOFError, OSError):
            self.remove([worker])

    def remove(self, gone: list[Worker], kill: bool = False) -> None:
        for worker in gone if kill else ():
            worker.process.kill()
        for worker in gone:
            worker.process.join()
            worker.conn.close()
            self.crew.remove(worker)


def serve(jobs: list, work: Callable[[Any], Any], workers: int, grace: float) -> list:
    return Service(jobs, work, workers, grace).run()
