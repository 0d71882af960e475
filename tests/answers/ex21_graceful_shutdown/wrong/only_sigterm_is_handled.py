# verdict: crashed @ ctrl_c
# It has a handler for SIGTERM only; SIGINT is ignored in the workers and forgotten in the parent.
# Breaks "The first signal is SIGTERM [...] or SIGINT": Ctrl-C kills all, KeyboardInterrupt leaves.

import multiprocessing as mp
import signal
import time
from multiprocessing.connection import wait


def _worker(conn, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    conn.send("ready")
    while (message := conn.recv()) is not None:
        work(message[0])
        conn.send("ready")


def serve(jobs, work, workers, grace):
    terms = []

    def on_sigterm(signum, frame):
        terms.append(time.monotonic())

    unfinished = dict(enumerate(jobs))
    waiting = list(unfinished)[::-1]
    procs, live, in_hand = {}, set(), {}
    old = signal.signal(signal.SIGTERM, on_sigterm)
    try:
        for _ in range(workers):
            ours, theirs = mp.Pipe()
            proc = mp.Process(target=_worker, args=(theirs, work))
            proc.start()
            theirs.close()
            procs[ours] = proc
            live.add(ours)
        while live:
            for conn in wait(list(live), 0.05):
                conn.recv()
                if conn in in_hand:
                    del unfinished[in_hand.pop(conn)]
                if waiting and not terms:
                    in_hand[conn] = waiting.pop()
                    conn.send((jobs[in_hand[conn]],))
                else:
                    live.remove(conn)
                    conn.send(None)
            doomed = []
            if len(terms) > 1:
                doomed = list(live)
            elif terms and time.monotonic() - terms[0] >= grace:
                doomed = list(in_hand)
            for conn in doomed:
                procs[conn].kill()
                live.remove(conn)
                in_hand.pop(conn, None)
    finally:
        for conn in live:  # something went wrong
            procs[conn].kill()
        for proc in procs.values():
            proc.join()
        signal.signal(signal.SIGTERM, old)
    return list(unfinished.values())
