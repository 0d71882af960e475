# verdict: wrong @ values
# Sends the tasks one by one to a worker and None as the sign to end.
# Breaks "Tasks and values can be anything that can be pickled, None too": if a task is None.

import multiprocessing as mp
import pickle
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

MARGIN = 0.5
_lock = threading.Lock()  # start and exit codes: one thread at a time in this process


def _serve(conn: Any) -> None:
    fn = conn.recv()
    while (task := conn.recv()) is not None:
        conn.send_bytes(b"start")
        begin = time.monotonic()
        try:
            answer = "ok", pickle.dumps(fn(task))
        except Exception as error:
            answer = "error", pickle.dumps(type(error).__name__)
        conn.send((time.monotonic() - begin, *answer))


class _Worker:
    def __init__(self, fn: bytes) -> None:
        self.used, self.fn = False, fn
        with _lock:
            self.conn, far_end = mp.Pipe()
            self.process = mp.Process(target=_serve, args=(far_end,), daemon=True)
            self.process.start()
            far_end.close()

    def exit_code(self, until: float) -> int | None:
        """Waits for the end of the process; None if it still lives at that time."""
        while True:
            with _lock:
                code = self.process.exitcode
            if code is not None or time.monotonic() >= until:
                return code
            time.sleep(0.025)

    def call(self, job: bytes, limit: float) -> tuple | None:
        """The answer to one job; None if the worker had died before the job began."""
        started, deadline, self.used, fresh = False, 0.0, True, not self.used
        try:
            if fresh:
                self.conn.send_bytes(self.fn)
            self.conn.send_bytes(job)
            self.conn.recv_bytes()
            started, deadline = True, time.monotonic() + limit + MARGIN
            while (left := deadline - time.monotonic()) > 0 or self.conn.poll():
                if self.conn.poll(min(60, max(0, left))):
                    spent, *answer = self.conn.recv()
                    return tuple(answer) if spent <= limit + MARGIN else ("timeout",)
        except (EOFError, OSError):
            deadline = max(deadline, time.monotonic()) + 3  # it is dying, however slowly
        if not started and not fresh:
            return None
        code = self.exit_code(deadline)
        return ("timeout",) if code is None else ("crashed", code)

    def end(self, patience: float = 0) -> None:
        if patience:
            with suppress(OSError):
                self.conn.send(None)
        self.exit_code(time.monotonic() + patience)
        self.process.kill()
        self.exit_code(float("inf"))
        with _lock:
            self.process.join()
            self.process.close()
        self.conn.close()


def run(tasks: list, fn: Callable[[Any], Any], limit: float, workers: int) -> list[tuple]:
    jobs = [pickle.dumps(task) for task in tasks]
    answers: list[tuple] = [()] * len(jobs)
    todo = iter(range(len(jobs)))  # next() of it is safe between threads

    def slot() -> None:
        worker: _Worker | None = None
        try:
            for index in todo:
                answer = None
                while answer is None:
                    worker = worker or _Worker(pickle.dumps(fn))
                    answer = worker.call(jobs[index], limit)
                    if answer is None or answer[0] in ("timeout", "crashed"):
                        worker.end()
                        worker = None
                answers[index] = answer
        finally:
            if worker:
                worker.end(1)

    threads = [threading.Thread(target=slot) for _ in range(min(workers, len(jobs)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = enumerate(answers)
    return [(k, i, *(x if k == "crashed" else pickle.loads(x) for x in r)) for i, (k, *r) in rows]
