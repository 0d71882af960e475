# verdict: wrong @ rows
# Takes note of the dead processes first, and then of the answers that came in.
# Breaks "A task within its limit is never lost": it answers and exits while the parent is busy.
import multiprocessing as mp
import pickle
import time
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any

GRACE = 0.5  # an answer that was ready at the limit may still be on its way


class Job:
    def __init__(self, index: int, process: mp.Process) -> None:
        self.index = index
        self.process = process
        self.began = float("inf")  # until fn is called
        self.open = True


def child(conn: Connection, fn: Callable[[Any], Any], task: Any) -> None:
    conn.send(("begin", None, time.monotonic()))
    try:
        answer = ("ok", pickle.dumps(fn(task)))
    except Exception as error:
        answer = ("error", type(error).__name__)
    conn.send((*answer, time.monotonic()))


def look(conn: Connection, job: Job, limit: float, ended: bool) -> tuple | None:
    """What has become of the job, if anything."""
    late = time.monotonic() >= job.began + limit + GRACE
    if ended:
        job.process.join()
        return ("crashed", job.index, job.process.exitcode)
    while job.open and conn.poll():
        try:
            kind, data, stamp = conn.recv()
        except (EOFError, OSError):
            job.open = False
            break
        if kind == "begin":
            job.began = stamp
        elif stamp > job.began + limit + GRACE:
            return ("timeout", job.index)
        else:
            return (kind, job.index, pickle.loads(data) if kind == "ok" else data)
    return ("timeout", job.index) if late else None


def end(process: mp.Process) -> None:
    process.kill()
    process.join()


def run(tasks: list, fn: Callable[[Any], Any], limit: float, workers: int) -> list[tuple]:
    rows: list[Any] = [None] * len(tasks)
    todo = deque(enumerate(tasks))
    running: dict[Connection, Job] = {}
    try:
        while todo or running:
            while todo and len(running) < workers:
                index, task = todo.popleft()
                ours, theirs = mp.Pipe(duplex=False)
                process = mp.Process(target=child, args=(theirs, fn, task), daemon=True)
                process.start()
                theirs.close()
                running[ours] = Job(index, process)
            first = min(job.began for job in running.values()) + limit + GRACE
            pause = max(0.0, min(60.0, first - time.monotonic()))
            conns = [conn for conn, job in running.items() if job.open]
            sentinels = [job.process.sentinel for job in running.values()]
            ready = wait([*conns, *sentinels], pause)
            for conn, job in list(running.items()):
                row = look(conn, job, limit, job.process.sentinel in ready)
                if row is not None:
                    rows[job.index] = row
                    end(job.process)
                    conn.close()
                    del running[conn]
    finally:
        for job in running.values():
            end(job.process)
    return rows
