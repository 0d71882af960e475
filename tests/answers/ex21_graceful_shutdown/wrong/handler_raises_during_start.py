# verdict: leaked | wrong | crashed | deadlock | timeout @ while_starting
# The handler raises an exception on the first signal, and that may be inside Process.start().
# Breaks "On return all are joined": with SIGTERM while further workers are being started, the one
# just forked is in no list, is not joined, and writes an EOFError traceback to stderr.

import multiprocessing as mp
import signal
import time
from multiprocessing.connection import wait


class _Stop(Exception):
    pass


def _worker(conn, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    conn.send(None)
    while (message := conn.recv()) is not None:
        work(message[0])
        conn.send(None)


def serve(jobs, work, workers, grace):
    hits = []

    def on_signal(signum, frame):
        hits.append(time.monotonic())
        if len(hits) == 1:
            raise _Stop

    procs, live, in_hand, done = {}, set(), {}, set()
    todo = iter(range(len(jobs)))

    def pump(timeout):
        for conn in wait(list(live), timeout):
            conn.recv()
            if conn in in_hand:
                done.add(in_hand.pop(conn))
            i = None if hits else next(todo, None)
            if i is None:
                live.discard(conn)
                conn.send(None)
            else:
                in_hand[conn] = i
                conn.send((jobs[i],))

    def kill(conns):
        for conn in list(conns):
            procs[conn].kill()
            live.discard(conn)
            in_hand.pop(conn, None)

    old_int = signal.signal(signal.SIGINT, signal.SIG_IGN)  # no Ctrl-C before all are at work
    old_term = signal.signal(signal.SIGTERM, on_signal)
    try:
        try:
            for _ in range(workers):
                ours, theirs = mp.Pipe()
                proc = mp.Process(target=_worker, args=(theirs, work))
                proc.start()
                theirs.close()
                procs[ours] = proc
                live.add(ours)
                pump(0)  # the first ones need not wait for the last
            signal.signal(signal.SIGINT, on_signal)
            while live:
                pump(None)
        except _Stop:
            signal.signal(signal.SIGINT, on_signal)
            while live:
                pump(0.05)
                if len(hits) > 1:
                    kill(live)
                elif time.monotonic() >= hits[0] + grace:
                    kill(in_hand)
    finally:
        for proc in procs.values():
            proc.join()
        signal.signal(signal.SIGTERM, old_term)
        signal.signal(signal.SIGINT, old_int)
    return [job for i, job in enumerate(jobs) if i not in done]
