"""A generator merges signals, deadline and workers to one stream that a match acts on."""

import multiprocessing as mp
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import Any

LONGEST_WAIT = 0.1


@dataclass(eq=False)
class Worker:
    process: mp.Process
    conn: Connection
    place: int | None = None

    def fileno(self) -> int:
        return self.conn.fileno()


def _loop(conn: Connection, work: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    conn.send_bytes(b"r")
    while (box := conn.recv()) is not None:
        work(box[0])
        conn.send_bytes(b"r")


@contextmanager
def _caught(*signums: signal.Signals) -> Iterator[SimpleQueue[float]]:
    times: SimpleQueue[float] = SimpleQueue()  # Its put may interrupt anything, even a get.

    def note(*_: object) -> None:
        times.put(time.monotonic())

    old = {signum: signal.signal(signum, note) for signum in signums}
    try:
        yield times
    finally:
        for signum, handler in old.items():
            signal.signal(signum, handler)


def _start(work: Callable[[Any], Any]) -> Worker:
    ours, theirs = mp.Pipe()
    process = mp.Process(target=_loop, args=(theirs, work))
    process.start()
    theirs.close()
    return Worker(process, ours)


def _events(crew: list[Worker], times: SimpleQueue[float], grace: float) -> Iterator[tuple]:
    count, deadline = 0, float("inf")
    while crew:
        ready = wait(crew, min(max(deadline - time.monotonic(), 0.0), LONGEST_WAIT))
        if not times.empty():
            count += 1
            deadline = times.get() + grace
            yield "signal", count
        for worker in ready:
            if worker in crew:
                try:
                    worker.conn.recv_bytes()
                except (EOFError, OSError):
                    yield "gone", worker
                else:
                    yield "ready", worker
        if time.monotonic() >= deadline:
            deadline = float("inf")
            yield "overdue", None


def serve(jobs: list, work: Callable[[Any], Any], workers: int, grace: float) -> list:
    places = iter(range(len(jobs)))
    unfinished = dict(enumerate(jobs))

    def remove(gone: list[Worker], kill: bool) -> None:
        for worker in gone if kill else ():
            worker.process.kill()
        for worker in gone:
            worker.process.join()
            worker.conn.close()
            crew.remove(worker)

    with _caught(signal.SIGTERM, signal.SIGINT) as times:
        crew = [_start(work) for _ in range(min(workers, len(jobs)))]
        for event in _events(crew, times, grace):
            match event:
                case "ready", worker:
                    if worker.place is not None:
                        del unfinished[worker.place]
                    worker.place = next(places, None)
                    boxed = None if worker.place is None else (jobs[worker.place],)
                    with suppress(BrokenPipeError):
                        worker.conn.send(boxed)
                case "gone", worker:
                    remove([worker], kill=False)
                case "signal", 1:
                    places = iter(())
                case "signal", _:
                    remove(crew.copy(), kill=True)
                case "overdue", _:
                    remove([worker for worker in crew if worker.place is not None], kill=True)
    return list(unfinished.values())
