"""Both signals are blocked, and a thread in sigtimedwait passes them to the main loop by a pipe."""

import multiprocessing as mp
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import Any

SIGNALS = {signal.SIGTERM, signal.SIGINT}
PAUSE = 0.2


def _worker(conn: Connection, work: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    conn.send_bytes(b"next")
    while (message := conn.recv()) is not None:
        work(message[0])
        conn.send_bytes(b"next")


class Team:
    def __init__(self, size: int, work: Callable[[Any], Any]) -> None:
        self.processes: dict[Connection, mp.Process] = {}
        self.in_hand: dict[Connection, int] = {}
        for _ in range(size):
            ours, theirs = mp.Pipe()
            self.processes[ours] = mp.Process(target=_worker, args=(theirs, work))
            self.processes[ours].start()
            theirs.close()

    def part_with(self, conns: list[Connection], kill: bool = False) -> None:
        for conn in conns if kill else ():
            self.processes[conn].kill()
        for conn in conns:
            self.processes.pop(conn).join()
            self.in_hand.pop(conn, None)
            conn.close()


@contextmanager
def _handlers(handler: Callable[..., None]) -> Iterator[None]:
    old = {signum: signal.signal(signum, handler) for signum in SIGNALS}
    try:
        yield
    finally:
        for signum, old_handler in old.items():
            signal.signal(signum, old_handler)


@contextmanager
def _signal_thread(bell: Connection) -> Iterator[None]:
    closing = threading.Event()

    def listen() -> None:
        while not closing.is_set():
            if signal.sigtimedwait(SIGNALS, PAUSE):
                bell.send_bytes(b"!")

    old_mask = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    thread = threading.Thread(target=listen)
    thread.start()
    try:
        yield
    finally:
        closing.set()
        thread.join()
        signal.pthread_sigmask(signal.SIG_SETMASK, old_mask)


def serve(jobs: list, work: Callable[[Any], Any], workers: int, grace: float) -> list:
    heard, bell = mp.Pipe(duplex=False)
    # Threads of the caller do not block the signals: if one is hit, the handler rings instead.
    with heard, bell, _handlers(lambda *_: bell.send_bytes(b"!")):
        # No job is in hand yet. The team, and a fork server, must neither inherit the mask, nor
        # be forked from several threads.
        team = Team(min(workers, len(jobs)), work)
        with _signal_thread(bell):
            return _run(jobs, team, grace, heard)


def _run(jobs: list, team: Team, grace: float, heard: Connection) -> list:
    left = dict(enumerate(jobs))
    places = iter(range(len(jobs)))
    rings: list[float] = []
    while team.processes:
        for conn in wait([heard, *team.processes], PAUSE):
            try:
                conn.recv_bytes()
                if conn is heard:
                    rings.append(time.monotonic())
                    continue
                if conn in team.in_hand:
                    del left[team.in_hand.pop(conn)]
                if rings or (place := next(places, None)) is None:
                    conn.send(None)
                else:
                    team.in_hand[conn] = place
                    conn.send((jobs[place],))
            except (EOFError, OSError):
                team.part_with([conn])
        if len(rings) > 1:
            team.part_with(list(team.processes), kill=True)
        elif rings and time.monotonic() - rings[0] >= grace:
            team.part_with(list(team.in_hand), kill=True)
    return list(left.values())
