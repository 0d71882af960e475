# verdict: crashed | wrong | deadlock | timeout @ while_starting | late_workers
# The handlers are installed only when every worker has reported, though jobs are in hand by then.
# Breaks "though some workers may still be starting": SIGTERM during that time kills the caller.

import multiprocessing as mp
import os
import signal
import time
from multiprocessing.connection import wait


def _worker(conn, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    conn.send(0)
    while True:
        message = conn.recv()
        if message is None:
            return
        work(message[0])
        conn.send(0)


def serve(jobs, work, workers, grace):
    wake_r, wake_w = os.pipe()
    os.set_blocking(wake_w, False)
    hits = []

    def on_signal(signum, frame):
        hits.append(time.monotonic())
        os.write(wake_w, b"!")

    procs, live, heard = {}, set(), set()
    in_hand, done, todo = {}, set(), list(range(len(jobs)))

    def pump(timeout):
        for conn in wait([*live, wake_r], timeout):
            if conn == wake_r:
                os.read(wake_r, 10)
                continue
            conn.recv()
            heard.add(conn)
            if conn in in_hand:
                done.add(in_hand.pop(conn))
            if todo and not hits:
                in_hand[conn] = todo.pop(0)
                conn.send((jobs[in_hand[conn]],))
            else:
                conn.send(None)
                live.remove(conn)

    def kill(conns):
        for conn in list(conns):
            procs[conn].kill()
            live.remove(conn)
            in_hand.pop(conn, None)

    old_term = signal.getsignal(signal.SIGTERM)
    old_int = signal.signal(signal.SIGINT, signal.SIG_IGN)  # for those that are starting
    try:
        for _ in range(workers):
            ours, theirs = mp.Pipe()
            procs[ours] = mp.Process(target=_worker, args=(theirs, work))
            procs[ours].start()
            theirs.close()
            live.add(ours)
        while len(heard) < workers:
            pump(None)
        signal.signal(signal.SIGTERM, on_signal)
        signal.signal(signal.SIGINT, on_signal)
        while live:
            pump(max(0.0, hits[0] + grace - time.monotonic()) if hits else None)
            if len(hits) > 1:
                kill(live)
            elif hits and time.monotonic() >= hits[0] + grace:
                kill(in_hand)
    finally:
        for proc in procs.values():
            proc.join()
        signal.signal(signal.SIGTERM, old_term)
        signal.signal(signal.SIGINT, old_int)
        os.close(wake_r)
        os.close(wake_w)
    return [job for i, job in enumerate(jobs) if i not in done]
