# verdict: deadlock | timeout @ second_signal
# The handler sets both signals to SIG_IGN on the first one, so that nothing disturbs the stopping.
# Breaks "Then all that are still at work are killed at once": a second signal changes nothing, and
# serve returns when the grace is over.

import multiprocessing as mp
import signal
import time
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import Any


@dataclass
class Worker:
    proc: Any
    conn: Any
    index: int = -1  # of the job in hand


@dataclass
class State:
    stop_time: float = 0.0
    old: dict = field(default_factory=dict)

    def handler(self, signum, frame):
        self.stop_time = time.monotonic()
        for sig in self.old:
            signal.signal(sig, signal.SIG_IGN)


def run_worker(conn, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    conn.send(None)
    while (job := conn.recv()) is not None:
        work(job[0])
        conn.send(None)


def start_worker(work):
    ours, theirs = mp.Pipe()
    proc = mp.Process(target=run_worker, args=(theirs, work))
    proc.start()
    theirs.close()
    return Worker(proc, ours)


def serve(jobs, work, workers, grace):
    state = State()
    for sig in (signal.SIGTERM, signal.SIGINT):
        state.old[sig] = signal.signal(sig, signal.SIG_IGN)
    crew = []
    finished = [False] * len(jobs)
    position = 0
    try:
        for _ in range(workers):
            crew.append(start_worker(work))
        for sig in state.old:
            signal.signal(sig, state.handler)
        live = {worker.conn: worker for worker in crew}
        while live:
            for conn in wait(list(live), 0.05):
                worker = live[conn]
                conn.recv()
                if worker.index >= 0:
                    finished[worker.index] = True
                if position < len(jobs) and not state.stop_time:
                    worker.index = position
                    conn.send((jobs[position],))
                    position += 1
                else:
                    worker.index = -1
                    del live[conn]
                    conn.send(None)
            if state.stop_time and time.monotonic() >= state.stop_time + grace:
                for conn, worker in list(live.items()):
                    if worker.index >= 0:
                        worker.proc.kill()
                        del live[conn]
    finally:
        for worker in crew:
            worker.proc.join()
        for sig, handler in state.old.items():
            signal.signal(sig, handler)
    return [job for job, ok in zip(jobs, finished) if not ok]
