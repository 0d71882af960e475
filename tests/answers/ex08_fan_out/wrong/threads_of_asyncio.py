# verdict: timeout | deadlock @ workers_work_together
# asyncio's own threads are few where there are few processors, and so are the workers that are busy
"""Distribute tasks: one process for each worker, one coroutine to drive it."""

import asyncio
import multiprocessing as mp
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any


def work(conn: Connection, fn: Callable[[Any], Any]) -> None:
    conn.send(None)  # At the desk.
    while box := conn.recv():
        conn.send(fn(*box))


def ask(conn: Connection, task: Any) -> Any:
    conn.send((task,))
    return conn.recv()


async def drive(conn: Connection, todo: Iterator[tuple[int, Any]], results: list) -> None:
    await asyncio.to_thread(conn.recv)
    for index, task in todo:  # Shared: each coroutine takes the next job when it is free.
        results[index] = await asyncio.to_thread(ask, conn, task)
    conn.send(())


async def drive_all(conns: list[Connection], tasks: list) -> list:
    todo = iter(enumerate(tasks))
    results: list = [None] * len(tasks)
    await asyncio.gather(*(drive(conn, todo, results) for conn in conns))
    return results


def run(tasks: list, fn: Callable[[Any], Any], workers: int) -> list:
    conns, crew = [], []
    for _ in range(min(workers, len(tasks))):
        ours, theirs = mp.Pipe()
        worker = mp.Process(target=work, args=(theirs, fn), name="worker")
        worker.start()
        theirs.close()
        conns.append(ours)
        crew.append(worker)
    results = asyncio.run(drive_all(conns, tasks))
    for worker in crew:
        worker.join()
    for conn in conns:
        conn.close()
    return results
