# verdict: wrong @ handlers
# The way out after a signal has all it needs but the lines that put the old handlers back.
# Breaks "SIGTERM and SIGINT have the handlers that they had before": after a stop both are still
# serve's own, so that the caller can no longer be ended with SIGTERM.

import multiprocessing as mp
import signal
import time
from multiprocessing.connection import wait


def _worker(conn, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    conn.send(1)
    while (message := conn.recv()) is not None:
        work(message[0])
        conn.send(1)


def serve(jobs, work, workers, grace):
    hits = []

    def on_signal(signum, frame):
        hits.append(time.monotonic())

    old_term = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    old_int = signal.signal(signal.SIGINT, signal.SIG_IGN)
    procs = {}
    for _ in range(workers):
        ours, theirs = mp.Pipe()
        procs[ours] = mp.Process(target=_worker, args=(theirs, work))
        procs[ours].start()
        theirs.close()
    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)

    live, in_hand = set(procs), {}
    unfinished = list(range(len(jobs)))
    todo = iter(range(len(jobs)))
    while live and not hits:
        for conn in wait(list(live), 0.04):
            conn.recv()
            if conn in in_hand:
                unfinished.remove(in_hand.pop(conn))
            i = next(todo, None)
            if i is None:
                live.remove(conn)
                conn.send(None)
            else:
                in_hand[conn] = i
                conn.send((jobs[i],))
    if not hits:
        for proc in procs.values():
            proc.join()
        signal.signal(signal.SIGTERM, old_term)
        signal.signal(signal.SIGINT, old_int)
        return []

    while live:
        for conn in wait(list(live), 0.04):
            conn.recv()
            if conn in in_hand:
                unfinished.remove(in_hand.pop(conn))
            live.remove(conn)
            conn.send(None)
        if len(hits) > 1:
            doomed = list(live)
        elif time.monotonic() >= hits[0] + grace:
            doomed = list(in_hand)
        else:
            doomed = []
        for conn in doomed:
            procs[conn].kill()
            live.remove(conn)
            in_hand.pop(conn, None)
    for proc in procs.values():
        proc.join()
    return [jobs[i] for i in unfinished]
