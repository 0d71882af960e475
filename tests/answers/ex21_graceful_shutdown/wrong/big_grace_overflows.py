# verdict: crashed @ long_grace
# Passes the rest of the grace to wait() as it is, and poll() takes no more than 2**31 ms.
# "No exception leaves `serve`": with a grace of 1e7 seconds the first signal gives OverflowError,
# and the workers stay.

import multiprocessing as mp
import os
import signal
import time
from multiprocessing import connection


def _run(conn, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    conn.send("ready")
    while True:
        item = conn.recv()
        if item is None:
            return
        work(item[0])
        conn.send("done")


def serve(jobs, work, workers, grace):
    hits = []
    rfd, wfd = os.pipe()
    os.set_blocking(wfd, False)

    def on_signal(signum, frame):
        hits.append(time.monotonic())
        os.write(wfd, b"!")

    before = {s: signal.signal(s, on_signal) for s in (signal.SIGTERM, signal.SIGINT)}
    procs = {}
    in_hand = {}  # connection -> index of its job
    finished = set()
    upcoming = 0
    killed = False
    try:
        for _ in range(min(workers, len(jobs))):
            ours, theirs = mp.Pipe()
            proc = mp.Process(target=_run, args=(theirs, work))
            proc.start()
            theirs.close()
            procs[ours] = proc
        busy = set(procs)
        while busy:
            timeout = None
            if hits and not killed:
                timeout = max(0.0, hits[0] + grace - time.monotonic())
            for ready in connection.wait([*busy, rfd], timeout):
                if ready == rfd:
                    os.read(rfd, 100)
                    continue
                ready.recv()
                if ready in in_hand:
                    finished.add(in_hand.pop(ready))
                if not hits and upcoming < len(jobs):
                    in_hand[ready] = upcoming
                    ready.send((jobs[upcoming],))
                    upcoming += 1
                else:
                    ready.send(None)
                    busy.remove(ready)
            if hits and not killed:
                if len(hits) > 1 or time.monotonic() >= hits[0] + grace:
                    killed = True
                    for conn in in_hand:
                        procs[conn].kill()
                        busy.remove(conn)
        for proc in procs.values():
            proc.join()
    finally:
        for s, handler in before.items():
            signal.signal(s, handler)
        for conn in procs:
            conn.close()
        os.close(rfd)
        os.close(wfd)
    return [job for i, job in enumerate(jobs) if i not in finished]
