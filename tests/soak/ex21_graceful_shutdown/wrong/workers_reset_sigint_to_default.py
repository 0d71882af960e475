# verdict: wrong @ ctrl_c
# Workers put SIGINT back to SIG_DFL, to be rid of the parent's handler, instead of ignoring it.
# Breaks "Those in hand end undisturbed": Ctrl-C reaches the group and kills the workers (-2).

import multiprocessing as mp
import os
import signal
import time
from multiprocessing.connection import wait

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def _worker(conn, work):
    for sig in STOP_SIGNALS:  # the parent's handler must not run in here
        signal.signal(sig, signal.SIG_DFL)
    conn.send("ready")
    while (message := conn.recv()) is not None:
        work(message[0])
        conn.send("done")


def serve(jobs, work, workers, grace):
    wake_r, wake_w = os.pipe()
    os.set_blocking(wake_w, False)

    def on_signal(signum, frame):
        os.write(wake_w, b"x")

    procs, in_hand, done = {}, {}, set()
    old = {sig: signal.signal(sig, signal.SIG_IGN) for sig in STOP_SIGNALS}
    try:
        for _ in range(workers):  # no job is in hand yet, so no signal comes
            ours, theirs = mp.Pipe()
            proc = mp.Process(target=_worker, args=(theirs, work))
            proc.start()
            theirs.close()
            procs[ours] = proc
        for sig in STOP_SIGNALS:
            signal.signal(sig, on_signal)

        live, todo = set(procs), iter(range(len(jobs)))
        signals, deadline = 0, None
        while live:
            left = None if deadline is None else max(0.0, deadline - time.monotonic())
            for conn in wait([*live, wake_r], left):
                if conn == wake_r:
                    if not signals:
                        deadline = time.monotonic() + grace
                    signals += len(os.read(wake_r, 64))
                    continue
                try:
                    conn.recv()
                except (EOFError, OSError):  # it died
                    live.discard(conn)
                    in_hand.pop(conn, None)
                    continue
                if conn in in_hand:
                    done.add(in_hand.pop(conn))
                i = None if signals else next(todo, None)
                if i is None:
                    conn.send(None)
                    live.discard(conn)
                else:
                    in_hand[conn] = i
                    conn.send((jobs[i],))
            if signals > 1:
                doomed = set(live)
            elif deadline is not None and time.monotonic() >= deadline:
                doomed, deadline = set(in_hand), None
            else:
                continue
            for conn in doomed:
                procs[conn].kill()
                in_hand.pop(conn, None)
            live -= doomed
    finally:
        for conn, proc in procs.items():
            proc.join()
            conn.close()
        for sig, handler in old.items():
            signal.signal(sig, handler)
        os.close(wake_r)
        os.close(wake_w)
    return [job for i, job in enumerate(jobs) if i not in done]
