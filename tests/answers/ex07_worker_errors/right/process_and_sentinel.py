# a process for each item, and its pipe and its sentinel to wait for
import multiprocessing as mp
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from typing import Any


def _single(fn: Callable[[Any], Any], item: Any, conn: Connection) -> None:
    try:
        answer = ForkingPickler.dumps(("ok", fn(item)))
    except Exception as exc:
        answer = ForkingPickler.dumps(
            ("error", type(exc).__name__, str(exc), traceback.format_exc())
        )
    conn.send_bytes(answer)


def run(items: list, fn: Callable[[Any], Any], workers: int) -> list[tuple]:
    """A process of its own for each item: no item can hurt another one."""
    reports: list = [None] * len(items)
    todo = iter(enumerate(items))
    running: dict[int, tuple] = {}  # sentinel -> process, connection, index
    more = True
    while more or running:
        while more and len(running) < workers:
            try:
                index, item = next(todo)
            except StopIteration:
                more = False
                break
            ours, theirs = mp.Pipe(duplex=False)
            process = mp.Process(target=_single, args=(fn, item, theirs))
            process.start()
            theirs.close()
            running[process.sentinel] = process, ours, index
        if not running:
            break
        ready = wait([*running, *(c for _, c, i in running.values() if reports[i] is None)])
        for sentinel, (process, conn, index) in list(running.items()):
            if reports[index] is None and (conn in ready or sentinel in ready):
                try:
                    if conn.poll():
                        kind, *rest = ForkingPickler.loads(conn.recv_bytes())
                        reports[index] = (kind, index, *rest)
                except EOFError:
                    reports[index] = ()  # the exit code follows
            if sentinel in ready:
                process.join()
                conn.close()
                del running[sentinel]
                if not reports[index]:
                    reports[index] = ("crashed", index, process.exitcode)
    return reports
