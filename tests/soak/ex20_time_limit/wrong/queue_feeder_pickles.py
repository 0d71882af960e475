# verdict: wrong @ errors
# Sends the answer through an mp.Queue, whose feeder thread pickles it.
# Breaks "If the value cannot be pickled it is an error as well": the task looks crashed instead.

import multiprocessing as mp
import pickle
import queue
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

SLACK = 0.5  # between limit and limit + 1 either answer will do
_lock = threading.Lock()  # one thread at a time starts processes or asks for exit codes


def _child(conn: Connection, answers: Any) -> None:
    fn, task = pickle.loads(conn.recv_bytes())
    conn.send_bytes(b"start")
    begin = time.monotonic()
    try:
        kind, result = "ok", fn(task)
    except Exception as error:
        kind, result = "error", type(error).__name__
    answers.put((time.monotonic() - begin, kind, result))


def _exit_code(process: Any, until: float) -> int | None:
    while True:
        with _lock:
            if process.exitcode is not None or time.monotonic() >= until:
                return process.exitcode
        time.sleep(0.025)


def _get(answers: Any, process: Any, until: float) -> tuple | None:
    while True:  # the order matters: what a dead process has sent is there by now
        last = time.monotonic() >= until or _exit_code(process, 0) is not None
        try:
            return answers.get(timeout=0.05)
        except queue.Empty:
            if last:
                return None


def _talk(conn: Any, answers: Any, process: Any, payload: bytes, limit: float) -> tuple:
    until = time.monotonic()
    try:
        conn.send_bytes(payload)
        conn.recv_bytes()
        until = time.monotonic() + limit + SLACK
        if answer := _get(answers, process, until):
            spent, kind, result = answer
            return (kind, result) if spent <= limit + SLACK else ("timeout",)
    except (EOFError, OSError):
        until = max(until, time.monotonic()) + 3  # it is dying
    code = _exit_code(process, until)
    return ("timeout",) if code is None else ("crashed", code)


def _call(payload: bytes, limit: float) -> tuple:
    with _lock:
        (conn, far_end), answers = mp.Pipe(), mp.Queue()
        process = mp.Process(target=_child, args=(far_end, answers), daemon=True)
        process.start()
        far_end.close()
    try:
        answer = _talk(conn, answers, process, payload, limit)
        _exit_code(process, time.monotonic() + (0.5 if answer[0] in ("ok", "error") else 0))
        return answer
    finally:
        process.kill()
        _exit_code(process, float("inf"))
        process.close()
        conn.close()
        answers.close()


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
    return [(kind, index, *rest) for index, (kind, *rest) in enumerate(answers)]
