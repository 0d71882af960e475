# verdict: deadlock | timeout @ many_jobs
# Reads what the workers have reported only when they have been joined.
# "Without a signal each job is done once, and `serve` returns []": with some thousand jobs a
# worker's pipe is full, it blocks in send, and `serve` waits for it for ever.

import multiprocessing as mp
import os
import signal
import time
from multiprocessing.connection import wait


def _loop(slot, jobs, work, lock, following, hand, report, stop):
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
        report.send(index)
        hand[slot] = 0


def serve(jobs, work, workers, grace):
    if not jobs:
        return []
    lock = mp.Lock()
    following = mp.RawValue("l", 0)
    stop = mp.RawValue("b", 0)
    hand = mp.RawArray("l", workers)  # what each worker is at, plus one
    readers = []
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
        reader, report = mp.Pipe(duplex=False)
        args = (slot, jobs, work, lock, following, hand, report, stop)
        procs.append(mp.Process(target=_loop, args=args))
        procs[-1].start()
        report.close()
        readers.append(reader)
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
    done = set()
    for reader in readers:
        while True:
            try:
                done.add(reader.recv())
            except EOFError:
                break
        reader.close()
    for s, old in saved:
        signal.signal(s, old)
    os.close(wake_r)
    os.close(wake_w)
    return [job for i, job in enumerate(jobs) if i not in done]
