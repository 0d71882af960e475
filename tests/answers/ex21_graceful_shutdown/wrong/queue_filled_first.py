# verdict: deadlock | timeout @ big_jobs
# Puts all jobs into a SimpleQueue before it begins to look after the workers and the signals.
# "`grace` seconds after the first signal each worker that still has a job in hand is killed":
# with more jobs waiting than the pipe holds (64 KiB) the caller is stuck in put() and kills
# nobody.

import multiprocessing as mp
import os
import signal
import time
from multiprocessing.connection import wait


def _loop(slot, todo, work, hand, done, stop):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while not stop.value:
        item = todo.get()
        if item is None or stop.value:
            return
        index, job = item
        hand[slot] = index + 1
        work(job)
        done[index] = 1
        hand[slot] = 0


def serve(jobs, work, workers, grace):
    if not jobs:
        return []
    todo = mp.SimpleQueue()
    stop = mp.RawValue("b", 0)
    hand = mp.RawArray("l", workers)  # what each worker is at, plus one
    done = mp.RawArray("b", len(jobs))
    came = []
    wake_r, wake_w = os.pipe()

    def handler(signum, frame):
        stop.value = 1
        came.append(time.monotonic())
        os.write(wake_w, b"s")

    saved = [(s, signal.signal(s, handler)) for s in (signal.SIGTERM, signal.SIGINT)]
    procs = []
    for slot in range(min(workers, len(jobs))):
        procs.append(mp.Process(target=_loop, args=(slot, todo, work, hand, done, stop)))
        procs[-1].start()
    for item in [*enumerate(jobs), *[None] * len(procs)]:
        todo.put(item)
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
    todo.close()
    os.close(wake_r)
    os.close(wake_w)
    return [job for job, ok in zip(jobs, done) if not ok]
