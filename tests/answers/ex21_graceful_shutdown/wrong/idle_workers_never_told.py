# verdict: deadlock | timeout @ idle
# Workers without a job are kept for the end; after a signal only those that end a job are told.
# Breaks "Those in hand end undisturbed; then `serve` returns": with an idle worker at the time of
# SIGTERM serve goes on waiting for it, for ever.

import multiprocessing as mp
import os
import signal
import time
from multiprocessing.connection import wait

SIGNALS = (signal.SIGINT, signal.SIGTERM)


def _worker(conn, work):
    for sig in SIGNALS:
        signal.signal(sig, signal.SIG_IGN)
    conn.send(None)
    while (message := conn.recv()) is not None:
        work(message[0])
        conn.send(None)


def serve(jobs, work, workers, grace):
    rd, wr = os.pipe()
    os.set_blocking(wr, False)
    hits = []

    def on_signal(signum, frame):
        hits.append(time.monotonic())
        os.write(wr, b"\0")

    procs, in_hand, done, idle = {}, {}, set(), set()
    position = 0
    old = [signal.signal(sig, signal.SIG_IGN) for sig in SIGNALS]
    try:
        for _ in range(workers):
            ours, theirs = mp.Pipe()
            procs[ours] = mp.Process(target=_worker, args=(theirs, work))
            procs[ours].start()
            theirs.close()
        for sig in SIGNALS:
            signal.signal(sig, on_signal)
        live = set(procs)

        def dismiss(conn):
            conn.send(None)
            live.remove(conn)

        def kill(conns):
            for conn in list(conns):
                procs[conn].kill()
                live.remove(conn)
                in_hand.pop(conn, None)

        while live:
            pause = None
            if hits and in_hand:
                pause = max(0.0, hits[0] + grace - time.monotonic())
            for conn in wait([rd, *live], pause):
                if conn == rd:
                    os.read(rd, 16)
                    continue
                conn.recv()
                if conn in in_hand:
                    done.add(in_hand.pop(conn))
                if hits:
                    dismiss(conn)
                elif position < len(jobs):
                    in_hand[conn] = position
                    conn.send((jobs[position],))
                    position += 1
                else:
                    idle.add(conn)
            if len(hits) > 1:
                kill(live)
            elif hits and time.monotonic() >= hits[0] + grace:
                kill(in_hand)
            elif len(done) == len(jobs) and not hits:
                for conn in idle & live:
                    dismiss(conn)
    finally:
        for proc in procs.values():
            proc.join()
        for sig, handler in zip(SIGNALS, old):
            signal.signal(sig, handler)
        os.close(rd)
        os.close(wr)
    return [job for i, job in enumerate(jobs) if i not in done]
