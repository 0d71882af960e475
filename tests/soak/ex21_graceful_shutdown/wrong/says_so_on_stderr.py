# verdict: wrong @ sigterm
# Tells on stderr that it stops.
# Breaks "nothing is written to stderr".

import multiprocessing as mp
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import Any

STOPPING = signal.SIGTERM, signal.SIGINT


def do_jobs(jobs: list, work: Callable[[Any], Any], caller: Connection) -> None:
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)  # Ctrl-C reaches all, and the caller says what to do
    while (place := caller.recv()) is not None:
        work(jobs[place])
        caller.send(place)


@contextmanager
def signals() -> Iterator[Connection]:
    """Give a pipe that each signal writes to."""
    reader, writer = mp.Pipe(duplex=False)
    before = {n: signal.signal(n, lambda number, _: writer.send(number)) for n in STOPPING}
    try:
        yield reader
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        reader.close()
        writer.close()


def serve(jobs: list, work: Callable[[Any], Any], workers: int, grace: float) -> list:
    waiting, unfinished = deque(range(len(jobs))), set(range(len(jobs)))
    crew, idle, heard, deadline = {}, deque[Any](), 0, float("inf")
    with signals() as bell:
        for _ in range(min(workers, len(jobs))):
            conn, theirs = mp.Pipe()
            crew[conn] = mp.Process(target=do_jobs, args=(jobs, work, theirs))
            crew[conn].start()
            theirs.close()
            idle.append(conn)
        while heard < 2 and time.monotonic() < deadline:
            while idle and waiting and not heard:
                idle.popleft().send(waiting.popleft())
            if len(idle) == len(crew):
                break
            # No system waits for any number of seconds, so not for more than 1,000 at a time.
            for conn in wait([bell, *crew], min(max(deadline - time.monotonic(), 0), 1_000)):
                news = conn.recv()
                if conn is bell:
                    print("stopping: waiting for the jobs in hand", file=sys.stderr)
                    heard, deadline = heard + 1, min(deadline, time.monotonic() + grace)
                else:
                    unfinished.remove(news)
                    idle.append(conn)
        for conn, process in crew.items():
            conn.send(None) if conn in idle else process.kill()
        for conn, process in crew.items():
            process.join()
            conn.close()
    return [jobs[place] for place in sorted(unfinished)]
