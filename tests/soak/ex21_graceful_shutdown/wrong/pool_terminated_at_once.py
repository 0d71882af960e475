# verdict: wrong @ sigterm
# On the first signal it calls pool.terminate(), without giving the jobs in hand their grace.
# Breaks "Those in hand end undisturbed": serve returns at once, short jobs in hand among the rest.

import multiprocessing as mp
import signal
import time


def _init():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # or terminate() has no effect


def _call(work, job):
    work(job)  # its value may not be picklable


def serve(jobs, work, workers, grace):
    stopped = []
    done = set()

    def on_signal(signum, frame):
        stopped.append(signum)

    old_term = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    old_int = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pool = mp.Pool(workers, _init)
        signal.signal(signal.SIGTERM, on_signal)
        signal.signal(signal.SIGINT, on_signal)
        for i, job in enumerate(jobs):
            pool.apply_async(_call, (work, job), callback=lambda _, i=i: done.add(i))
        while len(done) < len(jobs) and not stopped:
            time.sleep(0.03)
        if stopped:
            pool.terminate()
        else:
            pool.close()
        pool.join()
    finally:
        signal.signal(signal.SIGTERM, old_term)
        signal.signal(signal.SIGINT, old_int)
    return [job for i, job in enumerate(jobs) if i not in done]
