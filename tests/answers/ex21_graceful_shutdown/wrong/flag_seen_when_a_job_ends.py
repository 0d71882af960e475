# verdict: wrong | timeout @ stubborn
# The handler only sets a flag; the main loop sits in a wait without timeout (PEP 475 resumes it).
# Breaks "`grace` seconds [...] after the first signal each worker [...] is killed": with stuck jobs
# nothing happens until one of them ends, nor does a second signal do anything before that.

import multiprocessing as mp
import signal
import time
from multiprocessing import connection

BOTH = signal.SIGTERM, signal.SIGINT


def _loop(pipe, work):
    for sig in BOTH:
        signal.signal(sig, signal.SIG_IGN)
    pipe.send(0)
    while True:
        got = pipe.recv()
        if not got:
            return
        work(got[0])
        pipe.send(0)


def serve(jobs, work, workers, grace):
    came = []

    def handler(signum, frame):
        came.append(time.monotonic())

    procs, in_hand, finished, position = {}, {}, set(), 0
    saved = {sig: signal.signal(sig, signal.SIG_IGN) for sig in BOTH}
    try:
        for _ in range(workers):
            ours, theirs = mp.Pipe()
            proc = mp.Process(target=_loop, args=(theirs, work))
            proc.start()
            theirs.close()
            procs[ours] = proc
        for sig in BOTH:
            signal.signal(sig, handler)
        live = set(procs)
        while live:
            timeout = None
            if came and in_hand:
                timeout = max(0.0, came[0] + grace - time.monotonic())
            for pipe in connection.wait(list(live), timeout):
                pipe.recv()
                if pipe in in_hand:
                    finished.add(in_hand.pop(pipe))
                if came or position >= len(jobs):
                    pipe.send(())
                    live.remove(pipe)
                else:
                    in_hand[pipe] = position
                    pipe.send((jobs[position],))
                    position += 1
            if len(came) > 1:
                doomed = list(live)
            elif came and time.monotonic() >= came[0] + grace:
                doomed = list(in_hand)
            else:
                doomed = []
            for pipe in doomed:
                procs[pipe].kill()
                live.remove(pipe)
                in_hand.pop(pipe, None)
    finally:
        for pipe, proc in procs.items():
            proc.join()
            pipe.close()
        for sig in BOTH:
            signal.signal(sig, saved[sig])
    return [job for i, job in enumerate(jobs) if i not in finished]
