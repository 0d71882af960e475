# verdict: crashed @ sigterm
# After tidying up it sends itself the signal again, for the caller's own handler to see.
# Breaks "then `serve` returns the jobs that were not finished": SIGTERM with its default handler
# ends the process inside serve, and after SIGINT a KeyboardInterrupt leaves it.

import multiprocessing as mp
import os
import signal
import time
from multiprocessing.connection import wait


def _work_off(conn, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    conn.send("hello")
    for (job,) in iter(conn.recv, None):
        work(job)
        conn.send("done")


class Crew:
    def __init__(self, jobs, work, workers, grace):
        self.jobs, self.grace = jobs, grace
        self.work, self.workers = work, workers
        self.next = 0
        self.open = set(range(len(jobs)))
        self.procs, self.live, self.busy = {}, set(), {}
        self.received = []
        self.pipe = os.pipe()
        os.set_blocking(self.pipe[1], False)

    def note(self, signum, frame):
        self.received.append((signum, time.monotonic()))
        os.write(self.pipe[1], b".")

    def start(self):
        for _ in range(self.workers):
            here, there = mp.Pipe()
            proc = mp.Process(target=_work_off, args=(there, self.work))
            proc.start()
            there.close()
            self.procs[here] = proc
            self.live.add(here)

    def answer(self, conn):
        conn.recv()
        if conn in self.busy:
            self.open.remove(self.busy.pop(conn))
        if self.received or self.next == len(self.jobs):
            self.live.remove(conn)
            conn.send(None)
        else:
            self.busy[conn] = self.next
            conn.send((self.jobs[self.next],))
            self.next += 1

    def kill(self, conns):
        for conn in list(conns):
            self.procs[conn].kill()
            self.live.remove(conn)
            self.busy.pop(conn, None)

    def run(self):
        while self.live:
            timeout = None
            if self.received and self.busy:
                timeout = max(0.0, self.received[0][1] + self.grace - time.monotonic())
            for ready in wait([self.pipe[0], *self.live], timeout):
                if ready == self.pipe[0]:
                    os.read(ready, 64)
                else:
                    self.answer(ready)
            if len(self.received) > 1:
                self.kill(self.live)
            elif self.received and time.monotonic() >= self.received[0][1] + self.grace:
                self.kill(self.busy)


def serve(jobs, work, workers, grace):
    crew = Crew(jobs, work, workers, grace)
    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(sig, signal.SIG_IGN) for sig in signals]
    try:
        crew.start()
        for sig in signals:
            signal.signal(sig, crew.note)
        crew.run()
    finally:
        for proc in crew.procs.values():
            proc.join()
        for sig, handler in zip(signals, before):
            signal.signal(sig, handler)
        os.close(crew.pipe[0])
        os.close(crew.pipe[1])
    if crew.received:
        os.kill(os.getpid(), crew.received[0][0])
    return [jobs[i] for i in sorted(crew.open)]
