# verdict: wrong @ slow_to_send
# Unpickles the values at the end, but goes by what has come when it looks.
# Breaks "over limit + 1 second there is": a task is late while it pickles another one to send it.

import multiprocessing as mp
import pickle
import time
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any

BEGUN = None
LONGEST = 1_000.0  # seconds of one wait: no system waits for any number of them


def work(fn: Callable[[Any], Any], task: Any, results: Connection) -> None:
    results.send(BEGUN)
    try:
        results.send(("ok", pickle.dumps(fn(task))))
    except Exception as error:  # noqa: BLE001
        results.send(("error", type(error).__name__))


class Call:
    def __init__(self, index: int, fn: Callable[[Any], Any], task: Any) -> None:
        self.index, self.deadline = index, float("inf")
        self.results, writer = mp.Pipe(duplex=False)
        self.process = mp.Process(target=work, args=(fn, task, writer))
        self.process.start()
        writer.close()  # the child has the only one: its death is the end of the pipe

    def hear(self, limit: float) -> tuple | None:
        """Receive what is there; return the row of a call that is over, its value still pickled."""
        try:
            news = self.results.recv()
        except EOFError:
            self.process.join()
            return "crashed", self.index, self.process.exitcode
        if news is BEGUN:
            self.deadline = time.monotonic() + limit
            return None
        return news[0], self.index, news[1]

    def end(self, *, by_force: bool) -> None:
        if by_force:
            self.process.kill()
        self.process.join()
        self.results.close()


def run(tasks: list, fn: Callable[[Any], Any], limit: float, workers: int) -> list[tuple]:
    rows: list[tuple] = [()] * len(tasks)
    waiting, calls = deque(enumerate(tasks)), []
    while waiting or calls:
        while waiting and len(calls) < workers:
            index, task = waiting.popleft()
            calls.append(Call(index, fn, task))
        patience = min(call.deadline for call in calls) - time.monotonic()
        wait([call.results for call in calls], min(max(patience, 0), LONGEST))
        for call in list(calls):
            late = time.monotonic() > call.deadline  # before poll: what is there now is in time
            row = call.hear(limit) if call.results.poll() else None
            if late and not row:
                row = ("timeout", call.index)
            if row:
                rows[call.index] = row
                call.end(by_force=row[0] == "timeout")
                calls.remove(call)
    return [(*row[:2], pickle.loads(row[2])) if row[0] == "ok" else row for row in rows]
