"""The handler only notes the time, and a single loop looks at that between waits of 0.1 seconds."""

import multiprocessing as mp
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from types import FrameType
from typing import Any

TICK = 0.1


@dataclass
class Worker:
    process: mp.Process
    jobs: Connection  # What we write to.
    reports: Connection  # What it writes to, once when it is ready and once after each job.
    place: int | None = None  # Where in the list the job in hand is.

    def give(self, message: tuple[Any] | None) -> None:
        try:
            self.jobs.send(message)
        except BrokenPipeError:
            pass  # It is gone, and the end of its reports will say so.


def _work_through(jobs: Connection, reports: Connection, work: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    while True:
        reports.send_bytes(b".")
        message = jobs.recv()
        if message is None:
            return
        work(message[0])


def _hire(work: Callable[[Any], Any]) -> Worker:
    jobs_out, jobs_in = mp.Pipe(duplex=False)
    reports_out, reports_in = mp.Pipe(duplex=False)
    process = mp.Process(target=_work_through, args=(jobs_out, reports_in, work))
    process.start()
    jobs_out.close()
    reports_in.close()
    return Worker(process, jobs_in, reports_out)


def _bury(team: list[Worker], gone: Iterable[Worker]) -> None:
    for worker in gone:
        worker.process.join()
        worker.jobs.close()
        worker.reports.close()
        team.remove(worker)


def serve(jobs: list, work: Callable[[Any], Any], workers: int, grace: float) -> list:
    signalled_at: list[float] = []

    def note(_signum: int, _frame: FrameType | None) -> None:
        signalled_at.append(time.monotonic())

    old_term = signal.signal(signal.SIGTERM, note)
    old_int = signal.signal(signal.SIGINT, note)
    try:
        team = [_hire(work) for _ in range(min(workers, len(jobs)))]
        finished = [False] * len(jobs)
        begun = 0
        while team:
            if len(signalled_at) > 1:
                doomed = team.copy()
            elif signalled_at and time.monotonic() - signalled_at[0] >= grace:
                doomed = [worker for worker in team if worker.place is not None]
            else:
                doomed = []
            for worker in doomed:
                worker.process.kill()
            _bury(team, doomed)

            ready = wait([worker.reports for worker in team], TICK) if team else []
            for worker in [worker for worker in team if worker.reports in ready]:
                try:
                    worker.reports.recv_bytes()
                except EOFError:
                    _bury(team, [worker])
                    continue
                if worker.place is not None:
                    finished[worker.place] = True
                    worker.place = None
                if signalled_at or begun == len(jobs):
                    worker.give(None)
                else:
                    worker.place = begun
                    begun += 1
                    worker.give((jobs[worker.place],))
    finally:
        signal.signal(signal.SIGTERM, old_term)
        signal.signal(signal.SIGINT, old_int)
    return [job for job, is_finished in zip(jobs, finished) if not is_finished]
