# verdict: timeout @ stubborn
# Ends a late process with SIGTERM and then waits for it.
# Breaks "were ended by force, within 5 seconds after the limit": shows if fn ignores SIGTERM.

import multiprocessing as mp
import pickle
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

SLACK = 0.5  # between limit and limit + 1 either answer will do
_lock = threading.Lock()  # one thread at a time starts processes or asks for exit codes


def _child(conn: Connection) -> None:
    fn, task = pickle.loads(conn.recv_bytes())
    conn.send_bytes(b"start")
    begin = time.monotonic()
    try:
        kind, body = "ok", pickle.dumps(fn(task))
    except Exception as error:
        kind, body = "error", pickle.dumps(type(error).__name__)
    conn.send((time.monotonic() - begin, kind, body))


def _exit_code(process: Any, until: float) -> int | None:
    while True:
        with _lock:
            if process.exitcode is not None or time.monotonic() >= until:
                return process.exitcode
        time.sleep(0.025)


def _readable(conn: Connection, until: float) -> bool:
    while (left := until - time.monotonic()) > 0:
        if conn.poll(min(left, 60)):
            return True
    return conn.poll()


def _talk(conn: Connection, process: Any, payload: bytes, limit: float) -> tuple:
    until = time.monotonic()
    try:
        conn.send_bytes(payload)
        conn.recv_bytes()
        until = time.monotonic() + limit + SLACK
        if _readable(conn, until):
            spent, kind, body = conn.recv()
            return (kind, body) if spent <= limit + SLACK else ("timeout",)
    except (EOFError, OSError):
        until = max(until, time.monotonic()) + 3  # it is dying
    code = _exit_code(process, until)
    return ("timeout",) if code is None else ("crashed", code)


def _call(payload: bytes, limit: float) -> tuple:
    with _lock:
        conn, far_end = mp.Pipe()
        process = mp.Process(target=_child, args=(far_end,), daemon=True)
        process.start()
        far_end.close()
    try:
        answer = _talk(conn, process, payload, limit)
        _exit_code(process, time.monotonic() + (0.5 if answer[0] in ("ok", "error") else 0))
        return answer
    finally:
        process.terminate()
        _exit_code(process, float("inf"))
        process.close()
        conn.close()


def run(tasks: list, fn: Callable[[Any], Any], limit: float, workers: int) -> list[tuple]:
    payloads = [pickle.dumps((fn, task)) for task in tasks]
    answers: list[tuple] = [()] * len(payloads)
    todo = iter(range(len(payloads)))  # next() of it is safe between threads

    def slot() -> None:
        for index in todo:
            answers[index] = _call(payloads[index], limit)

    threads = [threading.Thread(target=slot) for _ in range(min(workers, len(payloads)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [_row(index, *answer) for index, answer in enumerate(answers)]


def _row(index: int, kind: str, *rest: Any) -> tuple:
    try:
        return kind, index, *(map(pickle.loads, rest) if kind in ("ok", "error") else rest)
    except Exception as error:
        return "error", index, type(error).__name__
