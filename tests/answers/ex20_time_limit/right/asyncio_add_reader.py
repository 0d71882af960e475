"""Runs an asyncio loop in a thread of its own: one coroutine for each task, woken by its pipe."""

import asyncio
import multiprocessing as mp
import pickle
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

SLACK = 0.5  # a task may be ended up to a second late
_starting = threading.Lock()


def _child(conn: Connection) -> None:
    conn.send_bytes(b"ready")
    fn, task = pickle.loads(conn.recv_bytes())
    conn.send_bytes(b"start")
    begin = time.monotonic()
    try:
        outcome = "ok", pickle.dumps(fn(task))
    except Exception as error:
        outcome = "error", pickle.dumps(type(error).__name__)
    conn.send((time.monotonic() - begin, *outcome))


async def _readable(conn: Connection, seconds: float) -> bool:
    """Waits until there is something to read (or the end of the stream)."""
    loop = asyncio.get_running_loop()
    arrived = asyncio.Event()
    loop.add_reader(conn.fileno(), arrived.set)
    try:
        await asyncio.wait_for(arrived.wait(), seconds)
    except TimeoutError:
        pass
    finally:
        loop.remove_reader(conn.fileno())
    return conn.poll()


async def _dead(process: Any, until: float) -> bool:
    while process.exitcode is None and time.monotonic() < until:
        await asyncio.sleep(0.025)
    return process.exitcode is not None


async def _call(payload: bytes, limit: float, slots: asyncio.Semaphore, leaving: list) -> tuple:
    async with slots:
        with _starting:
            conn, far_end = mp.Pipe()
            process = mp.Process(target=_child, args=(far_end,), daemon=True)
            process.start()
            far_end.close()
        deadline, answer = float("inf"), ("timeout", None)
        try:
            await _readable(conn, None)
            conn.recv_bytes()
            conn.send_bytes(payload)
            await _readable(conn, None)
            conn.recv_bytes()
            deadline = time.monotonic() + limit + SLACK
            if await _readable(conn, min(limit + SLACK, 1e9)):
                spent, *answer = conn.recv()
                if spent > limit + SLACK:
                    answer = ("timeout", None)
                else:
                    leaving.append(asyncio.ensure_future(_leave(process, conn)))
                    return tuple(answer)
            if await _dead(process, 0):
                answer = ("crashed", process.exitcode)
        except (EOFError, OSError):
            if await _dead(process, max(deadline, time.monotonic()) + 3):
                answer = ("crashed", process.exitcode)
        process.kill()
        await _leave(process, conn)
        return answer


async def _leave(process: Any, conn: Connection) -> None:
    await _dead(process, time.monotonic() + 1)  # a thread of the task may keep it
    process.kill()
    process.join()
    process.close()
    conn.close()


async def _main(payloads: list[bytes], limit: float, workers: int) -> list[tuple]:
    slots, leaving = asyncio.Semaphore(workers), []
    answers = await asyncio.gather(*(_call(p, limit, slots, leaving) for p in payloads))
    await asyncio.gather(*leaving)
    return answers


def _row(index: int, kind: str, body: Any) -> tuple:
    try:
        value = pickle.loads(body) if kind in ("ok", "error") else body
    except Exception as error:
        return "error", index, type(error).__name__
    return ("timeout", index) if kind == "timeout" else (kind, index, value)


def run(tasks: list, fn: Callable[[Any], Any], limit: float, workers: int) -> list[tuple]:
    payloads = [pickle.dumps((fn, task)) for task in tasks]
    main, results = _main(payloads, limit, workers), []
    thread = threading.Thread(target=lambda: results.append(asyncio.run(main)))
    thread.start()  # the caller may be in a loop of its own
    thread.join()
    return [_row(index, *answer) for index, answer in enumerate(results[0])]
