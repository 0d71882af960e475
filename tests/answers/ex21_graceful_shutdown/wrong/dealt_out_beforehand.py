# verdict: deadlock | timeout @ shared_out
# Deals the jobs out to the workers before they start, every n-th job to each.
# "no worker is idle while some are left": a worker that is through with its share ends, while the
# jobs behind somebody else's long one wait.

import multiprocessing as mp
import os
import signal
import time
from multiprocessing.connection import wait


def _loop(slot, mine, work, hand, done, stop):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for index, job in mine:
        if stop.value:
            return
        hand[slot] = index + 1
        work(job)
        done[index] = 1
        hand[slot] = 0


def serve(jobs, work, workers, grace):
    if not jobs:
        return []
    stop = mp.RawValue("b", 0)
    hand = mp.RawArray("l", workers)  # what each worker is at, plus one
    done = mp.RawArray("b", len(jobs))
    numbered = list(enumerate(jobs))
    came = []
    wake_r, wake_w = os.pipe()

    def handler(signum, frame):
        stop.value = 1
        came.append(time.monotonic())
        os.write(wake_w, b"s")

    saved = [(s, signal.signal(s, handler)) for s in (signal.SIGTERM, signal.SIGINT)]
    procs = []
    for slot in range(min(workers, len(jobs))):
        if came:
            break
        mine = numbered[slot::workers]
        procs.append(mp.Process(target=_loop, args=(slot, mine, work, hand, done, stop)))
        procs[-1].start()
    killed = False
    while running := [p.sentinel for p in procs if p.exitcode is None]:
        left = None
        if came and not killed:
            left = min(max(came[0] + grace - time.monotonic(), 0), 3600)
            if len(came) > 1 or left == 0:
                killed = True
                for slot, p in enumerate(procs):
                    if hand[slot]:
                        p.kill()
                continue
        if wake_r in wait([wake_r, *running], left):
            os.read(wake_r, 64)
    for p in procs:
        p.join()
    for s, old in saved:
        signal.signal(s, old)
    os.close(wake_r)
    os.close(wake_w)
    return [job for job, ok in zip(jobs, done) if not ok]
