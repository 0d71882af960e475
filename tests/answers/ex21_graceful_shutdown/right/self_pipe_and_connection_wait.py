"""A self-pipe that the handler writes to, and one connection.wait over it and all workers."""

import multiprocessing as mp
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from types import FrameType
from typing import Any

SIGNALS = (signal.SIGTERM, signal.SIGINT)
# A signal may come just before poll() is entered, and its handler only runs after it: so look up.
LONGEST_WAIT = 0.25


def _worker(conn: Connection, work: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    conn.send_bytes(b"ready")
    for (job,) in iter(conn.recv, None):
        work(job)
        conn.send_bytes(b"ready")


def _start(work: Callable[[Any], Any]) -> tuple[Connection, mp.Process]:
    ours, theirs = mp.Pipe()
    process = mp.Process(target=_worker, args=(theirs, work))
    process.start()
    theirs.close()  # Before the next fork, so that the end of this worker is seen.
    return ours, process


def serve(jobs: list, work: Callable[[Any], Any], workers: int, grace: float) -> list:
    bell, rope = os.pipe()
    os.set_blocking(bell, False)
    os.set_blocking(rope, False)

    def ring(_signum: int, _frame: FrameType | None) -> None:
        with suppress(BlockingIOError):
            os.write(rope, b"!")

    before = {signum: signal.signal(signum, ring) for signum in SIGNALS}
    try:
        return _run(jobs, work, workers, grace, bell)
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)
        os.close(bell)
        os.close(rope)


def _run(
    jobs: list, work: Callable[[Any], Any], workers: int, grace: float, bell: int
) -> list:
    crew = dict(_start(work) for _ in range(min(workers, len(jobs))))
    places = iter(range(len(jobs)))
    unfinished = set(range(len(jobs)))
    in_hand: dict[Connection, int] = {}
    signals = 0
    deadline = float("inf")

    def dismiss(conns: list[Connection], kill: bool) -> None:
        if kill:
            for conn in conns:
                crew[conn].kill()
        for conn in conns:
            crew.pop(conn).join()
            in_hand.pop(conn, None)
            conn.close()

    def answer(conn: Connection) -> None:
        """The worker is ready: note what it has finished, and give it a job or send it home."""
        conn.recv_bytes()
        if conn in in_hand:
            unfinished.remove(in_hand.pop(conn))
        place = None if signals else next(places, None)
        if place is None:
            conn.send(None)
        else:
            in_hand[conn] = place
            conn.send((jobs[place],))

    while crew:
        timeout = min(max(deadline - time.monotonic(), 0.0), LONGEST_WAIT)
        ready = wait([bell, *crew], timeout)
        if bell in ready:
            ready.remove(bell)
            if not signals:
                deadline = time.monotonic() + grace
            signals += len(os.read(bell, 512))
        for conn in ready:
            try:
                answer(conn)
            except (EOFError, OSError):
                dismiss([conn], kill=False)
        if signals > 1:
            dismiss(list(crew), kill=True)
        elif time.monotonic() >= deadline:
            dismiss(list(in_hand), kill=True)
    return [jobs[place] for place in sorted(unfinished)]
