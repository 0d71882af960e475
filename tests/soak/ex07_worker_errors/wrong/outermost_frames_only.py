# verdict: wrong @ raises
# limit=4 keeps the outermost frames, and the line that failed is further down
import asyncio
import multiprocessing as mp
import pickle
import traceback
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Any


def work(conn: Connection, fn: Callable[[Any], Any]) -> None:
    while data := conn.recv_bytes():
        try:
            reply = bytes(ForkingPickler.dumps(("ok", fn(pickle.loads(data)))))
        except Exception as error:
            # A RecursionError has a thousand frames: a few are enough.
            trace = traceback.format_exc(limit=4)
            reply = pickle.dumps(("error", type(error).__name__, str(error), trace))
        conn.send_bytes(reply)


async def readable(conn: Connection) -> None:
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(conn.fileno(), ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(conn.fileno())


async def lane(items: list, fn: Callable, todo: deque[int], reports: list) -> None:
    """One worker slot: a worker until it dies, then the next one."""
    while todo:
        conn, far = mp.Pipe()
        process = mp.Process(target=work, args=(far, fn))
        process.start()
        far.close()
        index = None
        try:
            while todo:
                index = todo.popleft()
                conn.send_bytes(ForkingPickler.dumps(items[index]))
                await readable(conn)
                kind, *rest = pickle.loads(conn.recv_bytes())
                reports[index] = (kind, index, *rest)
                index = None
            conn.send_bytes(b"")
        except (EOFError, OSError):
            pass
        process.join()
        if index is not None:
            reports[index] = ("crashed", index, process.exitcode)
        conn.close()
        process.close()


async def run_lanes(items: list, fn: Callable[[Any], Any], workers: int) -> list[tuple]:
    reports: list = [None] * len(items)
    todo = deque(range(len(items)))
    await asyncio.gather(*(lane(items, fn, todo, reports) for _ in range(workers)))
    return reports


def run(items: list, fn: Callable[[Any], Any], workers: int) -> list[tuple]:
    return asyncio.run(run_lanes(items, fn, workers))
