# verdict: deadlock | timeout @ together
# Sends each worker a second job while it is still at the first, so that it need not wait for one.
# "One second later no job is begun any more": after the signal each worker still begins the job
# that lies in its pipe, and a worker may be idle while such a job waits behind a long one.

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
    in_hand = {}  # connection -> indices of its jobs, the first is being done
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
            in_hand[ours] = []
        busy = set(procs)
        while busy:
            timeout = None
            if hits and not killed:
                timeout = min(max(0.0, hits[0] + grace - time.monotonic()), 1000.0)
            for ready in connection.wait([*busy, rfd], timeout):
                if ready == rfd:
                    os.read(rfd, 100)
                    continue
                ready.recv()
                if in_hand[ready]:
                    finished.add(in_hand[ready].pop(0))
                while not hits and upcoming < len(jobs) and len(in_hand[ready]) < 2:
                    in_hand[ready].append(upcoming)
                    ready.send((jobs[upcoming],))
                    upcoming += 1
                if not in_hand[ready]:
                    ready.send(None)
                    busy.remove(ready)
            if hits and not killed:
                if len(hits) > 1 or time.monotonic() >= hits[0] + grace:
                    killed = True
                    for conn in [c for c in busy if in_hand[c]]:
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
