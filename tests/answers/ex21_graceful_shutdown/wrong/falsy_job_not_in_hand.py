# verdict: wrong @ odd_jobs
# Tells by the truth of a worker's job whether it has one in hand.
# "`grace` seconds after the first signal each worker that still has a job in hand is killed": a
# worker at the job 0, "" or [] is taken for idle, and `serve` waits until it ends by itself.

import multiprocessing as mp
import signal
import socket
import time
from multiprocessing import connection

END = 0
JOB = 1


def _main(conn, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    conn.send(None)
    while True:
        kind, job = conn.recv()
        if kind == END:
            break
        work(job)
        conn.send(None)


class Worker:
    def __init__(self, work):
        self.conn, other = mp.Pipe()
        self.proc = mp.Process(target=_main, args=(other, work))
        self.proc.start()
        other.close()
        self.index = None
        self.job = None
        self.told_to_end = False

    def fileno(self):
        return self.conn.fileno()

    def give(self, index, job):
        self.index = index
        self.job = job
        self.conn.send((JOB, job))

    def end(self):
        self.conn.send((END, None))
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
            worker.conn.recv()
            if worker.index is not None:
                del open_jobs[worker.index]
                worker.index = worker.job = None
            index = None if seen else next(waiting, None)
            if index is None:
                worker.end()
            else:
                worker.give(index, jobs[index])
        if seen > 1 or (deadline is not None and time.monotonic() >= deadline):
            deadline = None
            for worker in pool:
                if worker.job:
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
