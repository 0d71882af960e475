# verdict: crashed @ big
# Lets all processes write to the same pipe, each with its index.
# Breaks "values up to 1 MB": two big values that are sent at once mix.
import multiprocessing as mp
import pickle
import time
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any

GRACE = 0.5


def child(out: Connection, index: int, fn: Callable[[Any], Any], task: Any) -> None:
    out.send((index, "begin", None, time.monotonic()))
    try:
        kind, data = "ok", pickle.dumps(fn(task))
    except Exception as error:
        kind, data = "error", type(error).__name__
    out.send((index, kind, data, time.monotonic()))


def run(tasks: list, fn: Callable[[Any], Any], limit: float, workers: int) -> list[tuple]:
    rows: list[Any] = [None] * len(tasks)
    todo = deque(enumerate(tasks))
    running: dict[int, mp.Process] = {}
    due: dict[int, float] = {}
    inbox, out = mp.Pipe(duplex=False)

    def finish(index: int, *row: Any) -> None:
        rows[index] = row
        process = running.pop(index)
        process.kill()
        process.join()
        due.pop(index, None)

    try:
        while todo or running:
            while todo and len(running) < workers:
                index, task = todo.popleft()
                args = (out, index, fn, task)
                running[index] = mp.Process(target=child, args=args, daemon=True)
                running[index].start()
            first = min(due.values(), default=float("inf"))
            pause = max(0.0, min(60.0, first - time.monotonic()))
            wait([inbox, *(process.sentinel for process in running.values())], pause)
            now = time.monotonic()
            ended = [index for index, process in running.items() if not process.is_alive()]
            while inbox.poll():
                index, kind, data, stamp = inbox.recv()
                if kind == "begin":
                    due[index] = stamp + limit + GRACE
                elif index not in running:
                    continue
                elif stamp > due[index]:
                    finish(index, "timeout", index)
                else:
                    finish(index, kind, index, pickle.loads(data) if kind == "ok" else data)
            for index in ended:
                if index in running:
                    finish(index, "crashed", index, running[index].exitcode)
            for index in [index for index, last in due.items() if last <= now]:
                finish(index, "timeout", index)
    finally:
        for process in running.values():
            process.kill()
            process.join()
        inbox.close()
        out.close()
    return rows
