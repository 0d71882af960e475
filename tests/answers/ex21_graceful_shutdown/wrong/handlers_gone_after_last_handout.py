# verdict: crashed @ idle
# The handlers are there only while jobs are being handed out; for the last ones it just waits.
# Breaks "SIGTERM then or when all jobs are begun": a signal during the last jobs kills the caller
# or leaves serve as KeyboardInterrupt, and the children stay.

import multiprocessing as mp
import signal
import time
from contextlib import contextmanager
from multiprocessing.connection import wait


@contextmanager
def caught_signals():
    hits = []
    old = {}
    for sig in (signal.SIGINT, signal.SIGTERM):
        old[sig] = signal.signal(sig, lambda *_: hits.append(time.monotonic()))
    try:
        yield hits
    finally:
        for sig, handler in old.items():
            signal.signal(sig, handler)


def _worker(conn, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    conn.send("ready")
    while (message := conn.recv()) is not None:
        work(message[0])
        conn.send("done")


def _start(work, workers):
    old_int = signal.signal(signal.SIGINT, signal.SIG_IGN)  # spawned children inherit that
    procs = {}
    for _ in range(workers):
        ours, theirs = mp.Pipe()
        proc = mp.Process(target=_worker, args=(theirs, work))
        proc.start()
        theirs.close()
        procs[ours] = proc
    signal.signal(signal.SIGINT, old_int)
    return procs


def serve(jobs, work, workers, grace):
    procs = _start(work, workers)
    live, in_hand, done = set(procs), {}, set()
    todo = list(enumerate(jobs))

    def collect(timeout):
        for conn in wait(list(live), timeout):
            conn.recv()
            if conn in in_hand:
                done.add(in_hand.pop(conn))
            yield conn

    def dismiss(conn):
        live.discard(conn)
        conn.send(None)

    def kill(conns):
        for conn in list(conns):
            procs[conn].kill()
            live.discard(conn)
            in_hand.pop(conn, None)

    with caught_signals() as hits:
        while todo and not hits:
            for conn in collect(0.05):
                if todo and not hits:
                    in_hand[conn], job = todo.pop(0)
                    conn.send((job,))
                else:
                    dismiss(conn)
        while hits and live:
            for conn in collect(0.05):
                dismiss(conn)
            if len(hits) > 1:
                kill(live)
            elif time.monotonic() >= hits[0] + grace:
                kill(in_hand)

    while live:  # nothing is left to hand out or back
        for conn in collect(None):
            dismiss(conn)
    for proc in procs.values():
        proc.join()
    return [job for i, job in enumerate(jobs) if i not in done]
