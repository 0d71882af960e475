"""Uses a thread pool in the caller; a semaphore decides whether task or limit came first."""

import multiprocessing as mp
import pickle
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import Any

LENIENCE = 0.5
_processes_lock = threading.Lock()  # no two threads start or reap processes at the same time


def _child(conn: Connection, claim: Any) -> None:
    conn.send_bytes(b"ready")
    fn, task = pickle.loads(conn.recv_bytes())
    conn.send_bytes(b"start")
    begin = time.monotonic()
    try:
        row = "ok", pickle.dumps(fn(task))
    except (Exception, SystemExit) as error:
        row = "error", pickle.dumps(type(error).__name__)
    spent = time.monotonic() - begin
    if claim.acquire(block=False):  # from here on the parent waits for what we send
        conn.send((spent, *row))
    if sys.stdout:  # forked from a pool thread, the process would not flush it at its end
        sys.stdout.flush()


def _wait_for_message(conn: Connection, until: float) -> bool:
    while not conn.poll(max(0.0, min(until - time.monotonic(), 600.0))):
        if time.monotonic() >= until:
            return False
    return True


def _exit_code(process: Any, until: float) -> int | None:
    while True:
        with _processes_lock:
            if process.exitcode is not None or time.monotonic() >= until:
                return process.exitcode
        time.sleep(0.025)


def _talk(conn: Connection, process: Any, claim: Any, payload: bytes, limit: float) -> tuple:
    deadline = float("inf")
    try:
        conn.recv_bytes()
        conn.send_bytes(payload)
        conn.recv_bytes()
        deadline = time.monotonic() + limit + LENIENCE
        if not _wait_for_message(conn, deadline) and claim.acquire(block=False):
            code = _exit_code(process, 0)
            return ("timeout",) if code is None else ("crashed", code)
        spent, kind, body = conn.recv()
        return ("timeout",) if spent > limit + LENIENCE else (kind, body)
    except (EOFError, OSError):
        code = _exit_code(process, max(deadline, time.monotonic()) + 3)  # it is dying
        return ("timeout",) if code is None else ("crashed", code)


def _call(payload: bytes, limit: float) -> tuple:
    with _processes_lock:
        claim = mp.Semaphore(1)
        conn, far_end = mp.Pipe()
        process = mp.Process(target=_child, args=(far_end, claim), daemon=True)
        process.start()
        far_end.close()
    try:
        answer = _talk(conn, process, claim, payload, limit)
        if answer[0] in ("ok", "error"):
            _exit_code(process, time.monotonic() + 0.5)  # let it flush and leave
        return answer
    finally:
        process.kill()
        _exit_code(process, float("inf"))
        with _processes_lock:
            process.join()
            process.close()
        conn.close()


def run(tasks: list, fn: Callable[[Any], Any], limit: float, workers: int) -> list[tuple]:
    payloads = [pickle.dumps((fn, task)) for task in tasks]
    if not payloads:
        return []
    with ThreadPoolExecutor(min(workers, len(payloads))) as threads:
        answers = list(threads.map(_call, payloads, [limit] * len(payloads)))
    rows: list[tuple] = []
    for index, (kind, *rest) in enumerate(answers):
        if kind in ("ok", "error"):
            try:
                rest = [pickle.loads(rest[0])]
            except Exception as error:
                kind, rest = "error", [type(error).__name__]
        rows.append((kind, index, *rest))
    return rows
