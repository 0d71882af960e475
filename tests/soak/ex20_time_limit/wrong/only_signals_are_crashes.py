# verdict: crashed | wrong @ crashes
# Reports a process that a signal ended as crashed, and one that exited as an error.
# Breaks "(crashed, i, exitcode): the process died in fn, by itself": os._exit(3) in fn.
import multiprocessing as mp
import pickle
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any

MARGIN = 0.5


def serve(conn: Connection, fn: Callable[[Any], Any]) -> None:
    while True:
        task = conn.recv()
        conn.send(("begin", None, time.monotonic()))
        try:
            row = ("ok", pickle.dumps(fn(task)))
        except Exception as error:
            row = ("error", type(error).__name__)
        conn.send((*row, time.monotonic()))


def attend(process: mp.Process, conn: Connection, index: int, limit: float) -> tuple:
    """Waits for the answer to one task, or for its end."""
    last = float("inf")
    while True:
        pause = max(0.0, min(60.0, last - time.monotonic()))
        wait([conn, process.sentinel], pause)
        late = time.monotonic() >= last
        ended = not process.is_alive()
        try:
            if conn.poll():
                kind, data, stamp = conn.recv()
                if kind == "begin":
                    last = stamp + limit + MARGIN
                    continue
                if stamp > last:
                    return ("timeout", index)
                return (kind, index, pickle.loads(data) if kind == "ok" else data)
        except (EOFError, OSError):
            process.join(max(0.0, min(60.0, last - time.monotonic())))
            ended = not process.is_alive()
        if ended and process.exitcode > 0:  # as after sys.exit
            return ("error", index, "SystemExit")
        if ended:
            return ("crashed", index, process.exitcode)
        if late:
            return ("timeout", index)


class Slot(threading.Thread):
    """One of the places for a task, with a process of its own."""

    def __init__(self, jobs: Iterator, lock: threading.Lock, *rest: Any) -> None:
        super().__init__()
        self.jobs, self.lock = jobs, lock
        self.fn, self.limit, self.rows = rest
        self.process: mp.Process | None = None

    def open(self) -> None:
        self.conn, far = mp.Pipe()
        self.process = mp.Process(target=serve, args=(far, self.fn), daemon=True)
        self.process.start()
        far.close()

    def close(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.conn.close()
            self.process = None

    def run(self) -> None:
        try:
            while True:
                with self.lock:
                    job = next(self.jobs, None)
                if job is None:
                    return
                index, task = job
                if self.process is None:
                    self.open()
                self.conn.send(task)
                row = self.rows[index] = attend(self.process, self.conn, index, self.limit)
                if row[0] in ("timeout", "crashed"):
                    self.close()
        finally:
            self.close()


def run(tasks: list, fn: Callable[[Any], Any], limit: float, workers: int) -> list[tuple]:
    rows: list[Any] = [None] * len(tasks)
    jobs, lock = iter(list(enumerate(tasks))), threading.Lock()
    slots = [Slot(jobs, lock, fn, limit, rows) for _ in range(min(workers, len(tasks)))]
    for slot in slots:
        slot.start()
    for slot in slots:
        slot.join()
    return rows
