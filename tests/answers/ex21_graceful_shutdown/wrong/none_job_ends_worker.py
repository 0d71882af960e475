# verdict: deadlock | timeout @ odd_jobs
# Sends None as the end mark over the pipe that carries the bare jobs.
# "Jobs are anything that can be pickled": a worker that is given the job None ends instead of
# calling `work(None)`, and the job counts as not finished although no signal came.

import multiprocessing as mp
import signal
import socket
import time
from multiprocessing import connection


def _main(conn, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    conn.send(None)
    for job in iter(conn.recv, None):
        work(job)
        conn.send(None)


class Worker:
    def __init__(self, work):
        self.conn, other = mp.Pipe()
        self.proc = mp.Process(target=_main, args=(other, work))
        self.proc.start()
        other.close()
        self.index = None
        self.told_to_end = False

    def fileno(self):
        return self.conn.fileno()

    def give(self, index, job):
        self.index = index
        self.conn.send(job)

    def end(self):
        self.conn.send(None)
        self.told_to_end = True

    def kill(self):
        self.proc.kill()
        self.told_to_end = True


def serve(jobs, work, workers, grace):
    read, write = socket.socketpair()
    read.setblocking(False)
    write.setblocking(False)
    old_fd = signal.set_wakeup_fd(write.fileno(), warn_on_full_buffer=False)
    signals = (signal.SIGTERM, signal.SIGINT)
    old = [signal.signal(s, lambda signum, frame: None) for s in signals]
    pool = [Worker(work) for _ in range(min(workers, len(jobs)))]
    open_jobs = dict(enumerate(jobs))
    waiting = iter(range(len(jobs)))
    seen = 0
    deadline = None
    while active := [w for w in pool if not w.told_to_end]:
        timeout = None
        if deadline is not None:
            timeout = min(max(deadline - time.monotonic(), 0), 3600)
        ready = connection.wait([read, *active], timeout)
        if read in ready:
            seen += len(read.recv(100))
            if deadline is None and seen == 1:
                deadline = time.monotonic() + grace
        for worker in ready:
            if worker is read:
                continue
            try:
                worker.conn.recv()
            except EOFError:  # gone
                worker.told_to_end = True
                continue
            if worker.index is not None:
                del open_jobs[worker.index]
                worker.index = None
            index = None if seen else next(waiting, None)
            if index is None:
                worker.end()
            else:
                worker.give(index, jobs[index])
        if seen > 1 or (deadline is not None and time.monotonic() >= deadline):
            deadline = None
            for worker in pool:
                if worker.index is not None and not worker.told_to_end:
                    worker.kill()
    for worker in pool:
        worker.proc.join()
        worker.conn.close()
    for s, handler in zip(signals, old):
        signal.signal(s, handler)
    signal.set_wakeup_fd(old_fd)
    read.close()
    write.close()
    return list(open_jobs.values())
