# verdict: wrong @ values
# Treats an exception that fn returns like one that it raises.
# Breaks "(ok, i, value): fn returned value": fn returns an exception, as asyncio.gather does.
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
            value = fn(task)
            data = pickle.dumps(value)
        except Exception as error:
            value = error
        kind = "error" if isinstance(value, Exception) else "ok"
        if kind == "error":
            data = type(value).__name__
        conn.send((kind, data, time.monotonic()))


class Worker:
    def __init__(self, fn: Callable[[Any], Any]) -> None:
        self.conn, far = mp.Pipe()
        self.process = mp.Process(target=work, args=(far, fn), daemon=True)
        self.process.start()
        far.close()
        self.index = -1
        self.began = float("inf")

    def give(self, index: int, task: Any) -> None:
        self.index, self.began = index, float("inf")
        self.conn.send(task)

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
            due = min(worker.began for worker in busy) + limit + SLACK
            things = [thing for w in busy for thing in (w.conn, w.process.sentinel)]
            wait(things, max(0.0, min(60.0, due - time.monotonic())))
            for worker in list(busy):
                row = worker.check(limit)
                if row is None:
                    continue
                rows[worker.index] = row
                busy.remove(worker)
                if row[0] in ("ok", "error"):
                    idle.append(worker)
                else:
                    worker.stop()
    finally:
        for worker in idle + busy:
            worker.stop()
    return rows
