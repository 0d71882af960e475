# verdict: wrong @ limit_after_deaths
# gives back a permit for a worker that died before it had one
import multiprocessing as mp
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from typing import Any

AHEAD = 2  # children that may get ready (start, import, unpickle) while others work


def _single(fn: Callable[[Any], Any], conn: Connection, permits: Any) -> None:
    try:
        item = ForkingPickler.loads(conn.recv_bytes())
        with permits:
            answer = ForkingPickler.dumps(("ok", fn(item)))
    except Exception as exc:
        answer = ForkingPickler.dumps(
            ("error", type(exc).__name__, str(exc), traceback.format_exc())
        )
    conn.send_bytes(answer)


class _Child:
    def __init__(self, index: int, item: Any, fn: Callable[[Any], Any], permits: Any) -> None:
        self.index = index
        self.conn, theirs = mp.Pipe()
        self.process = mp.Process(target=_single, args=(fn, theirs, permits))
        self.process.start()
        theirs.close()
        self.answer = None
        try:
            self.conn.send_bytes(ForkingPickler.dumps(item))
        except OSError:
            pass  # it died; its sentinel tells

    def read(self) -> None:
        """Take the answer, if there is one."""
        try:
            if self.answer is None and self.conn.poll():
                self.answer = self.conn.recv_bytes()
        except (EOFError, OSError):
            pass

    def report(self) -> tuple:
        self.process.join()
        self.read()
        self.conn.close()
        if self.answer is None:
            return ("crashed", self.index, self.process.exitcode)
        kind, *rest = ForkingPickler.loads(self.answer)
        return (kind, self.index, *rest)


def run(items: list, fn: Callable[[Any], Any], workers: int) -> list[tuple]:
    permits = mp.Semaphore(workers)
    reports: dict[int, tuple] = {}
    children: dict[int, _Child] = {}
    left = list(enumerate(items))[::-1]
    while left or children:
        while left and len(children) < workers + AHEAD:
            child = _Child(*left.pop(), fn, permits)
            children[child.process.sentinel] = child
        open_ends = {c.conn: c for c in children.values() if c.answer is None}
        # A dead child's pipe is readable too (EOF), but then so is its sentinel, soon.
        for ready in wait([*children, *open_ends]):
            if ready in open_ends:
                child = open_ends[ready]
                child.read()
                if child.answer is None:
                    child.process.join()
                continue
            child = children.pop(ready)
            reports[child.index] = child.report()
            if reports[child.index][0] == "crashed":
                permits.release()  # it cannot give it back any more
    return [reports[i] for i in range(len(items))]
