"""Lets a reader thread for each process feed one event queue; the caller works it off."""

import multiprocessing as mp
import pickle
import queue
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

TOLERANCE = 0.5


def _child(conn: Any) -> None:
    fn, task = pickle.loads(conn.recv_bytes())
    conn.send(("start",))
    begin = time.monotonic()
    try:
        kind, body = "ok", pickle.dumps(fn(task))
    except Exception as error:
        kind, body = "error", pickle.dumps(type(error).__name__)
    conn.send(("spent", time.monotonic() - begin))  # small: it comes before a long body
    conn.send((kind, body))


class _Call:
    def __init__(self, payload: bytes, events: queue.SimpleQueue) -> None:
        self.payload, self.events, self.answer = payload, events, ()
        self.at_end, self.deadline = False, float("inf")
        self.busy = threading.Lock()  # held from the pipe to the queue
        self.conn, far_end = mp.Pipe()
        self.process = mp.Process(target=_child, args=(far_end,), daemon=True)
        self.process.start()
        far_end.close()
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self) -> None:  # in its own thread
        try:
            self.conn.send_bytes(self.payload)
            while self.conn.poll(None):
                with self.busy:
                    self.events.put((self, *self.conn.recv()))
        except (EOFError, OSError):
            self.events.put((self, "eof"))

    def handle(self, limit: float, what: str, *rest: Any) -> None:
        now = time.monotonic()
        if what == "start":
            self.deadline = now + limit + TOLERANCE
        elif what == "eof":  # it is dying, however slowly
            self.at_end, self.deadline = True, self.deadline + 3
        elif self.answer:
            pass  # it came too late
        elif what == "spent":  # if in time, the body may take as long as it likes
            late = rest[0] > limit + TOLERANCE
            self.answer, self.deadline = (("timeout",), now) if late else ((), float("inf"))
        else:
            self.answer, self.deadline = (what, *rest), now + 1  # one second to leave

    def ended(self) -> bool:
        dead = self.at_end and self.process.exitcode is not None
        if not dead and time.monotonic() < self.deadline:
            return False
        if not (self.answer or self.at_end) and (  # this order overlooks no message:
            self.conn.poll() or self.busy.locked() or not self.events.empty()
        ):
            self.deadline = time.monotonic() + 0.025
            return False
        code = self.process.exitcode
        self.answer = self.answer or (("timeout",) if code is None else ("crashed", code))
        return not self.end()

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.reader.join()  # with the process gone it comes to the end of the stream
        self.process.close()
        self.conn.close()


def run(tasks: list, fn: Callable[[Any], Any], limit: float, workers: int) -> list[tuple]:
    payloads = [pickle.dumps((fn, task)) for task in tasks]
    events: queue.SimpleQueue = queue.SimpleQueue()
    calls, live = list[_Call](), list[_Call]()
    try:
        while live or len(calls) < len(payloads):
            if len(calls) < len(payloads) and sum(not call.answer for call in live) < workers:
                live.append(_Call(payloads[len(calls)], events))
                calls.append(live[-1])
                continue
            pause = min(60, min(call.deadline for call in live) - time.monotonic())
            if any(call.at_end for call in live):
                pause = min(pause, 0.025)  # its exit code comes soon
            with suppress(queue.Empty):
                call, *event = events.get(timeout=max(0, pause))
                call.handle(limit, *event)
            live = [call for call in live if not call.ended()]
    finally:
        for call in live:
            call.end()
    return [_row(index, *call.answer) for index, call in enumerate(calls)]


def _row(index: int, kind: str, *rest: Any) -> tuple:
    try:
        return kind, index, *(map(pickle.loads, rest) if kind in ("ok", "error") else rest)
    except Exception as error:
        return "error", index, type(error).__name__
