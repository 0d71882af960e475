# verdict: timeout @ crashes
# Lets the other workers do the rest when one was ended, and starts a new one only for the last.
# Breaks "as many do while there are tasks, also after some were ended": fewer run with each end.

import multiprocessing as mp
import pickle
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any

LATE = 0.5


def _serve(conn: Connection) -> None:
    conn.send(("ready",))
    while job := conn.recv_bytes():  # an empty message is the end
        fn, task = pickle.loads(job)
        conn.send(("start",))
        begin = time.monotonic()
        try:
            done = "ok", pickle.dumps(fn(task))
        except Exception as error:
            done = "error", pickle.dumps(type(error).__name__)
        conn.send(("done", time.monotonic() - begin, *done))


class _Worker:
    def __init__(self) -> None:
        self.conn, theirs = mp.Pipe()
        self.process = mp.Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.index: int | None = None  # the task it has
        self.idle, self.started, self.fresh, self.gone = False, False, True, False
        self.deadline = float("inf")

    def stop(self, seconds: float) -> None:
        if seconds:
            with suppress(OSError):
                self.conn.send_bytes(b"")
                wait([self.process.sentinel], seconds)
        self.process.kill()
        self.process.join()
        self.conn.close()
        self.process.close()


def run(tasks: list, fn: Callable[[Any], Any], limit: float, workers: int) -> list[tuple]:
    jobs = [pickle.dumps((fn, task)) for task in tasks]
    rows: list[tuple | None] = [None] * len(jobs)
    todo, team = deque(range(len(jobs))), list[_Worker]()
    try:
        for _ in range(min(workers, len(jobs))):
            team.append(_Worker())
        while None in rows:
            for worker in team:
                if worker.idle and todo:
                    worker.index, worker.idle, worker.started = todo.popleft(), False, False
                    with suppress(OSError):  # if it is dead, wait() tells us in a moment
                        worker.conn.send_bytes(jobs[worker.index])
            if not team:
                team.append(_Worker())
            pause = min(60, min(w.deadline for w in team) - time.monotonic())
            if any(w.gone for w in team):
                pause = min(pause, 0.025)
            ready = wait([w.conn for w in team if not w.gone], max(0, pause))
            for worker in team[:]:
                if worker.conn in ready:
                    _read(worker, rows, limit)
                _look_after(worker, rows, todo, team)
        done = [row[0] in ("ok", "error") for row in rows]
        return [(*r[:2], pickle.loads(r[2])) if d else r for r, d in zip(rows, done)]
    finally:
        for worker in team:
            worker.stop(1 if worker.idle else 0)


def _read(worker: _Worker, rows: list, limit: float) -> None:
    try:
        what, *rest = worker.conn.recv()
    except (EOFError, OSError):
        worker.gone, worker.deadline = True, worker.deadline + 3  # it is dying, however slowly
        return
    if what == "start":
        worker.started, worker.deadline = True, time.monotonic() + limit + LATE
        return
    if what == "done":
        row = (rest[1], worker.index, rest[2])
        rows[worker.index] = row if rest[0] <= limit + LATE else ("timeout", worker.index)
        worker.fresh = False
    worker.idle, worker.index, worker.deadline = True, None, float("inf")


def _look_after(worker: _Worker, rows: list, todo: deque, team: list) -> None:
    expired = time.monotonic() >= worker.deadline and (worker.gone or not worker.conn.poll())
    code = worker.process.exitcode if worker.gone or expired else None
    if code is None and not expired:
        return
    index = worker.index
    if index is not None and not worker.started and not worker.fresh:
        todo.appendleft(index)  # the worker died before it began: not called yet
    elif index is not None:
        rows[index] = ("timeout", index) if code is None else ("crashed", index, code)
    team.remove(worker)
    worker.stop(0)
