"""Slot threads wait for answers without a limit; the calling thread ends what is too late."""

import multiprocessing as mp
import pickle
import threading
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

LEEWAY, NEVER = 0.5, float("inf")
_changed = threading.Condition()  # also guards every start, kill and exit code


def _child(conn: Any) -> None:
    fn, task = pickle.loads(conn.recv_bytes())
    conn.send(("start", None))
    begin = time.monotonic()
    try:
        kind, body = "ok", pickle.dumps(fn(task))
    except Exception as error:
        kind, body = "error", pickle.dumps(type(error).__name__)
    conn.send(("spent", time.monotonic() - begin))
    conn.send((kind, body))


class _Call:
    def __init__(self, guarded: set) -> None:
        self.guarded, self.deadline, self.reading, self.killed = guarded, NEVER, True, False
        with _changed:
            self.conn, far_end = mp.Pipe()
            self.process = mp.Process(target=_child, args=(far_end,), daemon=True)
            self.process.start()
            far_end.close()
            self.guarded.add(self)

    def receive(self, limit: float) -> Any:
        self.conn.poll(None)
        with _changed:  # the caller sees it in the pipe or in the deadline
            what, content = self.conn.recv()
            self.deadline = time.monotonic() + limit + LEEWAY if what == "start" else NEVER
            _changed.notify_all()
            return content

    def answer(self, payload: bytes, limit: float) -> tuple:
        try:
            self.conn.send_bytes(payload)
            self.receive(limit)
            late = self.receive(limit) > limit + LEEWAY
            answer = self.conn.recv()  # a long one may take as long as it likes
            return ("timeout",) if late else answer
        except (EOFError, OSError):  # it is dying or dead: 3 seconds more for its exit code
            code = self.exit_code(max(self.deadline, time.monotonic()) + 3)
            return ("timeout",) if self.killed else ("crashed", code)

    def exit_code(self, deadline: float) -> int:
        with _changed:
            self.reading, self.deadline = False, deadline
            _changed.notify_all()
            while self.process.exitcode is None:
                _changed.wait(0.025)
            return self.process.exitcode

    def close(self) -> None:
        self.exit_code(time.monotonic() + 0.5)  # a thread of the task may hold it up
        with _changed:
            self.guarded.discard(self)
            self.process.close()
        self.conn.close()


def _watch(guarded: set[_Call], slots: list[threading.Thread]) -> None:
    with _changed:
        while any(slot.is_alive() for slot in slots):
            now = time.monotonic()
            for call in guarded:
                if call.deadline <= now and call.reading and call.conn.poll():
                    call.deadline = now + 0.025  # its answer is there, its thread is slow
                elif call.deadline <= now:
                    call.deadline = NEVER
                    call.killed = call.process.exitcode is None
                    call.process.kill()
            _changed.wait(min([0.1] + [call.deadline - now for call in guarded]))


def run(tasks: list, fn: Callable[[Any], Any], limit: float, workers: int) -> list[tuple]:
    guarded: set[_Call] = set()
    payloads = [pickle.dumps((fn, task)) for task in tasks]
    answers, todo = [()] * len(payloads), iter(range(len(payloads)))

    def slot() -> None:
        for index in todo:  # next() of it is safe between threads
            with closing(_Call(guarded)) as call:
                answers[index] = call.answer(payloads[index], limit)

    threads = [threading.Thread(target=slot) for _ in range(min(workers, len(payloads)))]
    for thread in threads:
        thread.start()
    _watch(guarded, threads)
    for thread in threads:
        thread.join()
    return [_row(index, *answer) for index, answer in enumerate(answers)]


def _row(index: int, kind: str, *rest: Any) -> tuple:
    try:
        return kind, index, *(map(pickle.loads, rest) if kind in ("ok", "error") else rest)
    except Exception as error:
        return "error", index, type(error).__name__
