# verdict: wrong @ second_signal
# After the first signal it waits for as long as the grace lasts, and a second one does not wake it.
# Breaks "`serve` returns within a second": the second signal is looked at when a job or grace ends.

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
    hits = []

    def on_signal(signum, frame):
        hits.append(time.monotonic())

    procs, in_hand, done = {}, {}, set()
    order = iter(range(len(jobs)))
    old_int = signal.signal(signal.SIGINT, signal.SIG_IGN)
    old_term = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        for _ in range(workers):
            ours, theirs = mp.Pipe()
            proc = mp.Process(target=_worker, args=(theirs, work))
            proc.start()
            theirs.close()
            procs[ours] = proc
        live = set(procs)
        signal.signal(signal.SIGINT, on_signal)
        signal.signal(signal.SIGTERM, on_signal)

        def turn(timeout):
            for conn in wait(list(live), timeout):
                conn.recv()
                if conn in in_hand:
                    done.add(in_hand.pop(conn))
                i = None if hits else next(order, None)
                if i is None:
                    conn.send(None)
                    live.discard(conn)
                else:
                    in_hand[conn] = i
                    conn.send((jobs[i],))

        def kill(conns):
            for conn in list(conns):
                procs[conn].kill()
                live.discard(conn)
                in_hand.pop(conn, None)

        while live and not hits:
            turn(0.05)  # look for a signal now and then
        while live:
            rest = hits[0] + grace - time.monotonic()
            if len(hits) > 1:
                kill(live)
            elif rest <= 0:
                kill(in_hand)
                turn(0.05)
            else:
                turn(rest)
    finally:
        for conn, proc in procs.items():
            proc.join()
            conn.close()
        signal.signal(signal.SIGINT, old_int)
        signal.signal(signal.SIGTERM, old_term)
    return [job for i, job in enumerate(jobs) if i not in done]
