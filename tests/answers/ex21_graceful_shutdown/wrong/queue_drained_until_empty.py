# verdict: wrong @ slow_pickling
# Takes the jobs that were not begun out of the mp.Queue with get_nowait until it says Empty.
# "then `serve` returns the jobs that were not finished": what the feeder thread has not written
# into the pipe yet (big jobs, or many) is not seen by get_nowait, and is lost.

import multiprocessing as mp
import queue
import signal
import time
from multiprocessing.connection import wait


def _consume(slot, todo, work, hand, stop):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while not stop.value:
        try:
            index, job = todo.get(timeout=0.05)
        except queue.Empty:
            continue
        if index is None:
            return
        hand[slot] = index + 1
        work(job)
        hand[slot] = 0


def serve(jobs, work, workers, grace):
    todo = mp.Queue()
    count = min(workers, len(jobs))
    hand = mp.RawArray("l", workers)  # index of the job in hand, plus one
    stop = mp.RawValue("b", 0)
    times = []

    def on_signal(signum, frame):
        times.append(time.monotonic())
        stop.value = 1

    old = {s: signal.signal(s, on_signal) for s in (signal.SIGTERM, signal.SIGINT)}
    procs = []
    for slot in range(count):
        procs.append(mp.Process(target=_consume, args=(slot, todo, work, hand, stop)))
        procs[-1].start()
    for item in enumerate(jobs):
        todo.put(item)
    for _ in procs:
        todo.put((None, None))

    left = {}
    killed = False
    while running := [p.sentinel for p in procs if p.exitcode is None]:
        wait(running, 0.04)
        if times and not killed:
            if len(times) > 1 or time.monotonic() - times[0] >= grace:
                killed = True
                for slot, p in enumerate(procs):
                    if hand[slot]:
                        left[hand[slot] - 1] = jobs[hand[slot] - 1]
                        p.kill()
    for p in procs:
        p.join()
    if times:
        try:
            while True:
                index, job = todo.get_nowait()
                if index is not None:
                    left[index] = job
        except queue.Empty:
            pass
    todo.cancel_join_thread()
    todo.close()
    for s, handler in old.items():
        signal.signal(s, handler)
    return [left[index] for index in sorted(left)]
