# verdict: wrong @ sigterm
# All jobs are in a shared queue from the start, and on a signal the end marks go in behind them.
# Breaks "One second later no job is begun any more": the workers go on with the queued jobs.

import multiprocessing as mp
import queue
import signal
import time
from multiprocessing.connection import wait


def _worker(k, inbox, reports, lock, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while (item := inbox.get()) is not None:
        i, job = item
        with lock:
            reports.send((k, i, "begun"))
        work(job)
        with lock:
            reports.send((k, i, "done"))


def serve(jobs, work, workers, grace):
    inbox, lock = mp.Queue(), mp.Lock()
    results, reports = mp.Pipe(duplex=False)
    hits, in_hand, done = [], {}, set()

    def on_signal(signum, frame):
        hits.append(time.monotonic())

    def read():
        while results.poll():
            k, i, what = results.recv()
            if what == "begun":
                in_hand[k] = i
            else:
                del in_hand[k]
                done.add(i)

    old_term = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    old_int = signal.signal(signal.SIGINT, signal.SIG_IGN)
    procs = [
        mp.Process(target=_worker, args=(k, inbox, reports, lock, work)) for k in range(workers)
    ]
    try:
        for proc in procs:
            proc.start()
        signal.signal(signal.SIGTERM, on_signal)
        signal.signal(signal.SIGINT, on_signal)
        for item in enumerate(jobs):
            inbox.put(item)
        marked = False
        while alive := [proc for proc in procs if proc.exitcode is None]:
            wait([results, *(proc.sentinel for proc in alive)], 0.05)
            read()
            if not marked and (hits or len(done) == len(jobs)):
                for _ in procs:
                    inbox.put(None)
                marked = True
            if len(hits) > 1:
                for proc in procs:
                    proc.kill()
            elif hits and time.monotonic() >= hits[0] + grace:
                for k in in_hand:
                    procs[k].kill()
                time.sleep(0.03)
    finally:
        for proc in procs:
            proc.join()
        signal.signal(signal.SIGTERM, old_term)
        signal.signal(signal.SIGINT, old_int)
    read()
    try:
        while True:  # or the queue's thread cannot end
            inbox.get(timeout=0.1)
    except queue.Empty:
        inbox.close()
        inbox.join_thread()
    return [job for i, job in enumerate(jobs) if i not in done]
