"""Starts one process for each task and watches all of them in one loop with connection.wait."""

import multiprocessing as mp
import pickle
import time
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any

GRACE = 0.5  # between limit and limit + 1 either answer will do


def _child(conn: Connection) -> None:
    conn.send_bytes(b"ready")
    fn, task = pickle.loads(conn.recv_bytes())
    conn.send_bytes(b"start")
    begin = time.monotonic()
    try:
        kind, body = "ok", pickle.dumps(fn(task))
    except Exception as error:
        kind, body = "error", pickle.dumps(type(error).__name__)
    conn.send_bytes(pickle.dumps((kind, time.monotonic() - begin, body)))


class _Call:
    def __init__(self, index: int, payload: bytes) -> None:
        self.index, self.payload = index, payload
        self.result: tuple[str, bytes] | None = None
        self.deadline = float("inf")
        self.conn: Connection | None
        self.conn, far_end = mp.Pipe()
        self.process = mp.Process(target=_child, args=(far_end,), daemon=True)
        self.process.start()
        far_end.close()  # now the end of the process is the end of the stream

    def receive(self, limit: float) -> None:
        try:
            message = self.conn.recv_bytes()
            if message == b"ready":  # it reads: even a big task does not block us
                self.conn.send_bytes(self.payload)
            elif message == b"start":
                self.deadline = time.monotonic() + limit + GRACE
            else:
                kind, spent, body = pickle.loads(message)
                self.result = (kind, body) if spent <= limit + GRACE else ("timeout", b"")
                self.deadline = time.monotonic() + 1  # to leave; a stray thread may hold it
        except (EOFError, OSError):
            self.conn.close()
            self.conn = None
            self.deadline += 3  # it is dying, however slowly

    def is_over(self) -> bool:
        if self.conn is None and self.process.exitcode is not None:
            self.result = self.result or ("crashed", b"")
        elif time.monotonic() < self.deadline or (self.conn and self.conn.poll()):
            return False
        elif self.process.exitcode is not None:
            self.result = self.result or ("crashed", b"")
        else:
            self.result = self.result or ("timeout", b"")
        return True

    def row(self) -> tuple:
        kind, body = self.result
        if kind in ("timeout", "crashed"):
            return (kind, self.index, self.process.exitcode)[: 2 if kind == "timeout" else 3]
        try:
            return kind, self.index, pickle.loads(body)
        except Exception as error:  # what cannot be rebuilt here
            return "error", self.index, type(error).__name__

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        if self.conn:
            self.conn.close()
            self.conn = None


def run(tasks: list, fn: Callable[[Any], Any], limit: float, workers: int) -> list[tuple]:
    payloads = [pickle.dumps((fn, task)) for task in tasks]
    calls: list[_Call] = []
    open_calls: list[_Call] = []
    try:
        while len(calls) < len(payloads) or open_calls:
            while len(calls) < len(payloads) and workers > sum(
                call.result is None for call in open_calls
            ):
                calls.append(_Call(len(calls), payloads[len(calls)]))
                open_calls.append(calls[-1])
            pause = min(call.deadline for call in open_calls) - time.monotonic()
            if any(call.conn is None for call in open_calls):
                pause = min(pause, 0.025)  # it is dying: its exit code comes at any moment
            ready = wait([c.conn for c in open_calls if c.conn], min(max(pause, 0), 60))
            for call in open_calls[:]:
                if call.conn in ready:
                    call.receive(limit)
                if call.is_over():
                    call.end()
                    open_calls.remove(call)
        return [call.row() for call in calls]  # slow values hold up no one by now
    finally:
        for call in open_calls:
            call.end()
        for call in calls:
            call.process.close()
