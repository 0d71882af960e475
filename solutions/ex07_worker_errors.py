"""Give each worker a Pipe of its own: its reports come by it, and so does the news of its death."""

import multiprocessing as mp
import pickle
import traceback
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any

NO_MORE = b""  # No pickle is empty.


def attempt(fn: Callable[[Any], Any], payload: bytes) -> bytes:
    """Return the pickled report on one item; only a death gets past it."""
    try:
        return pickle.dumps(("ok", fn(pickle.loads(payload))))
    except Exception as error:  # noqa: BLE001  # Whatever fn raises is a report, not our end.
        # As text: an exception object may not survive its own pickling.
        report = ("error", type(error).__name__, str(error), traceback.format_exc())
        return pickle.dumps(report)


def work(conn: Connection, fn: Callable[[Any], Any]) -> None:
    """Report on one item after the other."""
    while (payload := conn.recv_bytes()) != NO_MORE:
        conn.send_bytes(attempt(fn, payload))


class Worker:
    """A process, and the caller's end of its pipe."""

    def __init__(self, fn: Callable[[Any], Any]) -> None:
        self.conn, theirs = mp.Pipe()
        self.process = mp.Process(target=work, args=(theirs, fn))
        self.process.start()
        theirs.close()  # The worker has the only copy: when it dies, we read EOF.

    def report(self) -> tuple:
        """Return the worker's report, or that of its death."""
        try:
            return self.conn.recv()
        except (EOFError, OSError):
            return ("crashed", self.end())

    def end(self) -> int | None:
        """Close the pipe, join the process, return its exit code."""
        self.conn.close()
        self.process.join()
        return self.process.exitcode


def run(items: list, fn: Callable[[Any], Any], workers: int) -> list[tuple]:
    """Report on every item, in order, whatever it does to its worker."""
    todo = deque(enumerate(items))
    reports: dict[int, tuple] = {}
    idle: list[Worker] = []
    busy: dict[Connection, tuple[Worker, int]] = {}
    while todo or busy:
        while todo and len(busy) < workers:
            worker = idle.pop() if idle else Worker(fn)
            index, item = todo.popleft()
            worker.conn.send(item)
            busy[worker.conn] = worker, index
        for conn in wait(busy):
            worker, index = busy.pop(conn)
            tag, *rest = worker.report()
            reports[index] = (tag, index, *rest)
            if not conn.closed:
                idle.append(worker)
    for worker in idle:
        worker.conn.send_bytes(NO_MORE)
        worker.end()
    return [reports[index] for index in range(len(items))]
