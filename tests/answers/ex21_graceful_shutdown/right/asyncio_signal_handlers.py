"""An asyncio loop with add_signal_handler, a coroutine per worker, and call_later for grace."""

import asyncio
import multiprocessing as mp
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

SIGNALS = (signal.SIGINT, signal.SIGTERM)


def _worker(conn: Connection, work: Callable[[Any], Any]) -> None:
    signal.set_wakeup_fd(-1)  # After a fork it is still that of the parent's loop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    conn.send_bytes(b"idle")
    while (parcel := conn.recv()) is not None:
        (job,) = parcel
        work(job)
        conn.send_bytes(b"idle")


async def _readable(fd: int) -> None:
    loop = asyncio.get_running_loop()
    event = asyncio.Event()
    loop.add_reader(fd, event.set)
    try:
        await event.wait()
    finally:
        loop.remove_reader(fd)


class _Service:
    def __init__(self, loop: asyncio.AbstractEventLoop, jobs: list, grace: float) -> None:
        self.loop = loop
        self.jobs = jobs
        self.grace = grace
        self.waiting = iter(range(len(jobs)))
        self.unfinished = dict(enumerate(jobs))
        self.crew: dict[mp.Process, Connection] = {}
        self.in_hand: dict[mp.Process, int] = {}
        self.stopping = False

    def start(self, work: Callable[[Any], Any]) -> None:
        ours, theirs = mp.Pipe()
        process = mp.Process(target=_worker, args=(theirs, work))
        process.start()
        theirs.close()
        self.crew[process] = ours

    def on_signal(self) -> None:
        if self.stopping:
            self.kill(self.crew)
        else:
            self.stopping = True
            self.loop.call_later(self.grace, self.kill, self.in_hand)

    def kill(self, processes: dict[mp.Process, Any]) -> None:
        for process in processes:
            process.kill()  # Its coroutine meets the end of the pipe, and clears up.

    async def tend(self, process: mp.Process, conn: Connection) -> None:
        with conn, suppress(EOFError, OSError):
            while True:
                await _readable(conn.fileno())
                conn.recv_bytes()
                if process in self.in_hand:
                    del self.unfinished[self.in_hand.pop(process)]
                place = None if self.stopping else next(self.waiting, None)
                if place is None:
                    conn.send(None)
                    break
                self.in_hand[process] = place
                conn.send((self.jobs[place],))
        await _readable(process.sentinel)
        process.join()
        self.in_hand.pop(process, None)
        del self.crew[process]

    async def run(self) -> None:
        await asyncio.gather(*(self.tend(*member) for member in self.crew.items()))


def serve(jobs: list, work: Callable[[Any], Any], workers: int, grace: float) -> list:
    handlers = {signum: signal.getsignal(signum) for signum in SIGNALS}
    wakeup_fd = signal.set_wakeup_fd(-1)
    loop = asyncio.new_event_loop()
    loop.set_debug(False)  # Or it would complain on stderr of a slow start or a slow disk.
    service = _Service(loop, jobs, grace)
    try:
        for signum in SIGNALS:
            loop.add_signal_handler(signum, service.on_signal)
        for _ in range(min(workers, len(jobs))):
            service.start(work)  # Not in the running loop, for the sake of forked children.
        loop.run_until_complete(service.run())
    finally:
        loop.close()
        for signum, handler in handlers.items():
            signal.signal(signum, handler)
        signal.set_wakeup_fd(wakeup_fd)
    return list(service.unfinished.values())
