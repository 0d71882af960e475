# verdict: wrong @ sigterm
# One job more than there are workers is kept in the shared queue, so that none waits for serve.
# Breaks "One second later no job is begun any more": the first worker free after the signal,
# however late, begins the job queued ahead, since its end mark lies behind it.

import multiprocessing as mp
import queue
import signal
import time
from multiprocessing.connection import wait

EXTRA = 1


def _worker(k, tasks, out, lock, work):
    for sig in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sig, signal.SIG_IGN)
    for i, job in iter(tasks.get, None):
        with lock:
            out.send((k, i, False))
        work(job)
        with lock:
            out.send((k, i, True))


def _discard(tasks):
    while True:
        try:
            tasks.get(timeout=0.1)
        except queue.Empty:
            break
    tasks.close()
    tasks.join_thread()


def serve(jobs, work, workers, grace):
    signals = []

    def on_signal(signum, frame):
        signals.append(time.monotonic())

    tasks, lock = mp.Queue(), mp.Lock()
    inp, out = mp.Pipe(duplex=False)
    args = (tasks, out, lock, work)
    procs = [mp.Process(target=_worker, args=(k, *args)) for k in range(workers)]
    before = {sig: signal.signal(sig, signal.SIG_IGN) for sig in (signal.SIGINT, signal.SIGTERM)}
    done, busy = set(), {}

    def take_reports():
        while inp.poll():
            k, i, ended = inp.recv()
            if ended:
                done.add(i)
                busy.pop(k)
            else:
                busy[k] = i

    try:
        for proc in procs:
            proc.start()
        for sig in before:
            signal.signal(sig, on_signal)
        put, told = 0, False
        while running := [proc.sentinel for proc in procs if proc.is_alive()]:
            while not signals and put < len(jobs) and put - len(done) < workers + EXTRA:
                tasks.put((put, jobs[put]))
                put += 1
            if not told and (signals or put == len(jobs)):
                for _ in procs:
                    tasks.put(None)
                told = True
            wait([inp, *running], 0.05)
            take_reports()
            if len(signals) >= 2:
                for proc in procs:
                    proc.kill()
            elif signals and time.monotonic() >= signals[0] + grace:
                for k in busy:
                    procs[k].kill()
                time.sleep(0.03)
    finally:
        for proc in procs:
            proc.join()
        for sig, handler in before.items():
            signal.signal(sig, handler)
    take_reports()
    _discard(tasks)
    return [job for i, job in enumerate(jobs) if i not in done]
