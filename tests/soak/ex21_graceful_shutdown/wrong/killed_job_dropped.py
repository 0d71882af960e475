# verdict: wrong @ grace
# Hands back only what comes after the last job begun, so a job that was killed is lost.
# "each worker that still has a job in hand is killed, and that job is among those returned": the
# example returns [] instead of [60].

import multiprocessing as mp
import os
import signal
import time
from multiprocessing.connection import wait


def _loop(slot, jobs, work, lock, following, hand, stop):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while not stop.value:
        with lock:
            index = following.value
            if stop.value or index == len(jobs):
                return
            following.value = index + 1
            hand[slot] = index + 1
        work(jobs[index])
        hand[slot] = 0


def serve(jobs, work, workers, grace):
    if not jobs:
        return []
    lock = mp.Lock()
    following = mp.RawValue("l", 0)
    stop = mp.RawValue("b", 0)
    hand = mp.RawArray("l", workers)  # what each worker is at, plus one
    shared = (lock, following, hand, stop)
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
        procs.append(mp.Process(target=_loop, args=(slot, jobs, work, *shared)))
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
    return jobs[following.value :]
