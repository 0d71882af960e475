# verdict: wrong @ values
# Sends the times as plain floats, and then the value or a Failure.
# Breaks "values can be anything that can be pickled": fn returns a float; it shows as crashed.
import multiprocessing as mp
import pickle
import time
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any

GRACE = 0.5  # an answer that was ready at the limit may still be on its way


class Failure:
    def __init__(self, name: str) -> None:
        self.name = name


class Job:
    def __init__(self, index: int, process: mp.Process) -> None:
        self.index = index
        self.process = process
        self.times = [float("inf")]  # until fn is called
        self.open = True


def child(conn: Connection, fn: Callable[[Any], Any], task: Any) -> None:
    conn.send(time.monotonic())
    try:
        answer = pickle.dumps(fn(task))
    except Exception as error:
        answer = pickle.dumps(Failure(type(error).__name__))
    conn.send(time.monotonic())
    conn.send_bytes(answer)


def look(conn: Connection, job: Job, limit: float) -> tuple | None:
    """What has become of the job, if anything."""
    late = time.monotonic() >= job.times[0] + limit + GRACE
    ended = not job.process.is_alive()
    while job.open and conn.poll():
        try:
            message = conn.recv()
        except (EOFError, OSError):
            job.open = False
            break
        if isinstance(message, float):
            job.times = [message] if job.times[0] == float("inf") else [*job.times, message]
        elif job.times[1] > job.times[0] + limit + GRACE:
            return ("timeout", job.index)
        elif isinstance(message, Failure):
            return ("error", job.index, message.name)
        else:
            return ("ok", job.index, message)
    if ended:
        return ("crashed", job.index, job.process.exitcode)
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
            first = min(job.times[0] for job in running.values()) + limit + GRACE
            pause = max(0.0, min(60.0, first - time.monotonic()))
            conns = [conn for conn, job in running.items() if job.open]
            wait([*conns, *(job.process.sentinel for job in running.values())], pause)
            for conn, job in list(running.items()):
                row = look(conn, job, limit)
                if row is not None:
                    rows[job.index] = row
                    end(job.process)
                    conn.close()
                    del running[conn]
    finally:
        for job in running.values():
            end(job.process)
    return rows
