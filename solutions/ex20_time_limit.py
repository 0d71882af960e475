"""A process and a pipe for each task; the caller waits for news, or for the next limit."""

import multiprocessing as mp
import pickle
import time
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any


def work(fn: Callable[[Any], Any], task: Any, results: Connection) -> None:
    results.send("begun")
    begun = time.monotonic()
    try:
        news = "ok", pickle.dumps(fn(task))
    except Exception as error:  # noqa: BLE001
        news = "error", type(error).__name__
    results.send((*news, time.monotonic() - begun))


class Call:
    def __init__(self, index: int, fn: Callable[[Any], Any], task: Any) -> None:
        self.index, self.deadline = index, float("inf")
        self.results, writer = mp.Pipe(duplex=False)
        self.process = mp.Process(target=work, args=(fn, task, writer))
        self.process.start()
        writer.close()  # the child has the only one: its death is the end of the pipe

    def hear(self, limit: float) -> tuple | None:
        """Return the row of a call that is over, with its value still pickled."""
        late = time.monotonic() > self.deadline  # before poll: what is there now is in time
        if not self.results.poll():
            return ("timeout", self.index) if late else None
        try:
            news = self.results.recv()
        except EOFError:
            self.process.join()
            return "crashed", self.index, self.process.exitcode
        if news == "begun":
            self.deadline = time.monotonic() + limit
            return None
        kind, value, lasted = news
        return (kind, self.index, value) if lasted <= limit else ("timeout", self.index)

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
        # No system waits for any number of seconds, so not for more than 1,000 at a time.
        wait([call.results for call in calls], min(max(patience, 0), 1_000))
        for call in list(calls):
            if row := call.hear(limit):
                rows[call.index] = row
                call.end(by_force=row[0] == "timeout")
                calls.remove(call)
    # Only now, for it may take long, and nobody looks at the limits meanwhile.
    return [(*row[:2], pickle.loads(row[2])) if row[0] == "ok" else row for row in rows]
