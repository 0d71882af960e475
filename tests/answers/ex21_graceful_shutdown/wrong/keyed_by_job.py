# verdict: deadlock | timeout @ equal_jobs
# Keeps what is left to do in a dict whose keys are the jobs.
# "Jobs are anything that can be pickled, some may be equal": a list or dict as a job gives
# TypeError out of `serve`, and of equal jobs only one is done.

import multiprocessing
import signal
from multiprocessing.connection import wait
from time import monotonic

TICK = 0.05


def worker_main(pipe, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe.send(True)
    go_on, job = pipe.recv()
    while go_on:
        work(job)
        pipe.send(True)
        go_on, job = pipe.recv()


class Stopper:
    """Counts the signals and knows when the first one came."""

    def __init__(self):
        self.count = 0
        self.first = None

    def __call__(self, signum, frame):
        self.count += 1
        if self.first is None:
            self.first = monotonic()

    def time_to_kill(self, grace):
        return self.count >= 2 or (self.count == 1 and monotonic() - self.first >= grace)


def serve(jobs, work, workers, grace):
    stopper = Stopper()
    old_term = signal.signal(signal.SIGTERM, stopper)
    old_int = signal.signal(signal.SIGINT, stopper)
    processes = {}
    current = {}
    left = dict.fromkeys(jobs)  # keeps the order
    waiting = iter(list(left))
    rest = len(left)
    for _ in range(min(workers, rest)):
        here, there = multiprocessing.Pipe()
        process = multiprocessing.Process(target=worker_main, args=(there, work))
        process.start()
        there.close()
        processes[here] = process
    open_pipes = list(processes)
    while open_pipes:
        for pipe in wait(open_pipes, TICK):
            pipe.recv()
            if pipe in current:
                del left[current.pop(pipe)]
            if stopper.count == 0 and rest > 0:
                current[pipe] = next(waiting)
                pipe.send((True, current[pipe]))
                rest -= 1
            else:
                pipe.send((False, None))
                open_pipes.remove(pipe)
        if stopper.time_to_kill(grace):
            for pipe in current:
                if pipe in open_pipes:
                    processes[pipe].kill()
                    open_pipes.remove(pipe)
    for pipe, process in processes.items():
        process.join()
        pipe.close()
    signal.signal(signal.SIGTERM, old_term)
    signal.signal(signal.SIGINT, old_int)
    return list(left)
