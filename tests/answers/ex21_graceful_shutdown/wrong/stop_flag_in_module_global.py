# verdict: wrong @ second_signal | again
# The times of the signals are kept in a list of the module that nobody empties.
# Breaks "`serve` is called in the main thread, also again": once stopped, each later call begins no
# job and returns all of them.

import multiprocessing as mp
import signal
import time
from multiprocessing.connection import wait

_hits = []


def _on_signal(signum, frame):
    _hits.append(time.monotonic())


def _worker(k, inbox, out, lock, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    finished = None
    while True:
        with lock:
            out.send((k, finished))  # and give me the next one
        item = inbox.get()
        if item is None:
            return
        finished, job = item
        work(job)


def serve(jobs, work, workers, grace):
    inbox, lock = mp.SimpleQueue(), mp.Lock()
    requests, out = mp.Pipe(duplex=False)
    procs = [
        mp.Process(target=_worker, args=(k, inbox, out, lock, work)) for k in range(workers)
    ]
    done, up = set(), set()
    position = 0
    old_term = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    old_int = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        for proc in procs:
            proc.start()
        signal.signal(signal.SIGTERM, _on_signal)
        signal.signal(signal.SIGINT, _on_signal)
        while running := [proc.sentinel for proc in procs if proc.is_alive()]:
            wait([requests, *running], 0.05)
            while requests.poll():  # at most one for each worker
                k, finished = requests.recv()
                up.add(k)
                if finished is not None:
                    done.add(finished)
                if _hits or position == len(jobs):
                    inbox.put(None)
                else:
                    inbox.put((position, jobs[position]))
                    position += 1
            if len(_hits) > 1:
                for proc in procs:
                    proc.kill()
            elif _hits and time.monotonic() >= _hits[0] + grace:
                for k in up:
                    procs[k].kill()
                time.sleep(0.03)
    finally:
        for proc in procs:
            proc.join()
        signal.signal(signal.SIGTERM, old_term)
        signal.signal(signal.SIGINT, old_int)
    return [job for i, job in enumerate(jobs) if i not in done]
