# verdict: wrong @ slow_pickling
# Fills its pipe with all the jobs there is room for, and looks for a signal only afterwards.
# Breaks "One second later no job is begun any more": pickling the others may take longer than that.
import multiprocessing as mp
import os
import pickle
import signal
import struct
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import IO, Any

TOKEN = struct.Struct("=q")  # Where in the spool file the job begins.
REPORT = struct.Struct("=?qq")  # Whether it is finished, the place of the job, the worker.
WINDOW = 500  # The tokens not yet accounted for always fit into a page, and so into the pipe.
TICK = 0.1


def _worker(
    me: int,
    tokens: Connection,
    parents: Connection | None,
    reports: Connection,
    spool: str,
    work: Callable[[Any], Any],
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if parents:
        parents.close()  # The end of the pipe that tokens are put into, or it would never close.
    with open(spool, "rb") as file:
        # Reads and writes of a few bytes on a pipe are atomic, so no lock can be left behind.
        while token := os.read(tokens.fileno(), TOKEN.size):
            file.seek(*TOKEN.unpack(token))
            place = pickle.load(file)
            os.write(reports.fileno(), REPORT.pack(False, place, me))
            work(pickle.load(file))
            os.write(reports.fileno(), REPORT.pack(True, place, me))


class Spool:
    def __init__(self, jobs: list, file: IO[bytes], tokens: Connection) -> None:
        self.jobs, self.file, self.tokens = jobs, file, tokens
        self.given = 0
        self.finished: set[int] = set()

    def fill(self) -> None:
        """Put tokens into the pipe while there is room, and close it after the last one."""
        while not self.tokens.closed and self.given - len(self.finished) < WINDOW:
            if self.given == len(self.jobs):
                self.tokens.close()
                break
            token = TOKEN.pack(self.file.tell())
            self.file.write(pickle.dumps(self.given) + pickle.dumps(self.jobs[self.given]))
            self.file.flush()
            self.given += 1
            os.write(self.tokens.fileno(), token)


def serve(jobs: list, work: Callable[[Any], Any], workers: int, grace: float) -> list:
    signals: list[float] = []

    def note(*_: object) -> None:
        signals.append(time.monotonic())

    old = {signum: signal.signal(signum, note) for signum in (signal.SIGTERM, signal.SIGINT)}
    taken, tokens = mp.Pipe(duplex=False)
    heard, reports = mp.Pipe(duplex=False)
    crew: dict[int, mp.Process] = {}
    in_hand: dict[int, int] = {}
    try:
        with taken, tokens, heard, reports, tempfile.NamedTemporaryFile() as file:
            spool = Spool(jobs, file, tokens)
            for me in range(min(workers, len(jobs))):
                inherited = tokens if mp.get_start_method() == "fork" else None
                args = (me, taken, inherited, reports, file.name, work)
                crew[me] = mp.Process(target=_worker, args=args)
                crew[me].start()
            spool.fill()
            while crew:
                if signals and not taken.closed:
                    tokens.close()
                    while os.read(taken.fileno(), TOKEN.size):  # We take the rest back.
                        pass
                    taken.close()
                overdue = bool(signals) and time.monotonic() - signals[0] >= grace
                for me in crew if len(signals) > 1 else in_hand if overdue else ():
                    crew[me].kill()
                sentinels = {process.sentinel: me for me, process in crew.items()}
                ready = wait([heard, *sentinels], TICK)
                # A worker reports before it ends, so read first what those that ended have said.
                while heard.poll():
                    finished, place, me = REPORT.unpack(os.read(heard.fileno(), REPORT.size))
                    if finished:
                        in_hand.pop(me, None)
                        spool.finished.add(place)
                    else:
                        in_hand[me] = place
                if not signals:
                    spool.fill()
                for me in (sentinels[fd] for fd in ready if fd in sentinels):
                    crew.pop(me).join()
                    in_hand.pop(me, None)
    finally:
        for signum, handler in old.items():
            signal.signal(signum, handler)
    return [job for place, job in enumerate(jobs) if place not in spool.finished]
