# verdict: crashed | timeout @ crashes
# Gives each worker the next task ahead, so that it need not wait for the parent.
# Breaks "as many do while there are tasks": a short task waits behind an endless one.
import multiprocessing as mp
import pickle
import time
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any

SLACK = 0.4


def work(conn: Connection, fn: Callable[[Any], Any]) -> None:
    while True:
        try:
            task = conn.recv()
        except EOFError:
            return
        conn.send(("begin", None, time.monotonic()))
        try:
            kind, data = "ok", pickle.dumps(fn(task))
        except Exception as error:
            kind, data = "error", type(error).__name__
        conn.send((kind, data, time.monotonic()))


class Worker:
    def __init__(self, fn: Callable[[Any], Any]) -> None:
        self.conn, far = mp.Pipe()
        self.process = mp.Process(target=work, args=(far, fn), daemon=True)
        self.process.start()
        far.close()
        self.index = -1
        self.ahead: list[tuple] = []
        self.began = float("inf")

    def give(self, index: int, task: Any) -> None:
        self.ahead.append((index, task))
        self.conn.send(task)
        if len(self.ahead) == 1:
            self.next()

    def next(self) -> None:
        self.index, self.began = self.ahead[0][0], float("inf")

    def check(self, limit: float) -> tuple | None:
        late = time.monotonic() > self.began + limit + SLACK
        dead = not self.process.is_alive()
        try:
            while self.conn.poll():
                kind, data, stamp = self.conn.recv()
                if kind == "begin":
                    self.began = stamp
                elif stamp - self.began > limit + SLACK:
                    return ("timeout", self.index)
                else:
                    return (kind, self.index, pickle.loads(data) if kind == "ok" else data)
        except (EOFError, OSError):
            self.process.join(max(0.0, min(60.0, self.began + limit + SLACK - time.monotonic())))
            dead = not self.process.is_alive()
        if dead:
            return ("crashed", self.index, self.process.exitcode)
        return ("timeout", self.index) if late else None

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.conn.close()


def run(tasks: list, fn: Callable[[Any], Any], limit: float, workers: int) -> list[tuple]:
    rows: list[Any] = [None] * len(tasks)
    todo = deque(enumerate(tasks))
    idle: list[Worker] = []
    busy: list[Worker] = []
    try:
        while todo or busy:
            while todo and len(busy) < workers:
                worker = idle.pop() if idle else Worker(fn)
                busy.append(worker)
                worker.give(*todo.popleft())
            for worker in busy:
                if todo and len(worker.ahead) < 2:
                    worker.give(*todo.popleft())
            due = min(worker.began for worker in busy) + limit + SLACK
            things = [thing for w in busy for thing in (w.conn, w.process.sentinel)]
            wait(things, max(0.0, min(60.0, due - time.monotonic())))
            for worker in list(busy):
                row = worker.check(limit)
                if row is None:
                    continue
                rows[worker.index] = row
                del worker.ahead[0]
                if row[0] in ("ok", "error") and worker.ahead:
                    worker.next()
                    continue
                busy.remove(worker)
                if row[0] in ("ok", "error"):
                    idle.append(worker)
                else:
                    worker.stop()
                    todo.extendleft(worker.ahead)  # not begun, another one does it
    finally:
        for worker in idle + busy:
            worker.stop()
    return rows
