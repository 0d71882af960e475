# verdict: wrong @ one_grace
# It joins the workers one after another and gives each of them the whole grace.
# Breaks "`grace` seconds [...] after the first signal each worker [...] is killed": of three stuck
# workers the last is killed after three times grace.

import multiprocessing as mp
import signal
from multiprocessing.connection import wait

SIGNALS = [signal.SIGTERM, signal.SIGINT]


def _worker(conn, work):
    for sig in SIGNALS:
        signal.signal(sig, signal.SIG_IGN)
    conn.send("ready")
    while True:
        message = conn.recv()
        if message is None:
            return
        work(message[0])
        conn.send("done")


def serve(jobs, work, workers, grace):
    procs, conns = [], []
    count = 0

    def on_signal(signum, frame):
        nonlocal count
        count += 1
        if count > 1:
            for proc in procs:  # those that are done with their job have ended by now
                proc.kill()

    in_hand, done, todo = {}, set(), list(range(len(jobs)))[::-1]

    def receive(conn):
        conn.recv()
        if conn in in_hand:
            done.add(in_hand.pop(conn))

    old = [signal.signal(sig, signal.SIG_IGN) for sig in SIGNALS]
    try:
        for _ in range(workers):
            ours, theirs = mp.Pipe()
            proc = mp.Process(target=_worker, args=(theirs, work))
            proc.start()
            theirs.close()
            procs.append(proc)
            conns.append(ours)
        for sig in SIGNALS:
            signal.signal(sig, on_signal)

        live = set(conns)
        while live and not count:
            for conn in wait(list(live), 0.05):
                receive(conn)
                if todo:
                    in_hand[conn] = todo.pop()
                    conn.send((jobs[in_hand[conn]],))
                else:
                    conn.send(None)
                    live.discard(conn)
        if count:
            for conn in live:
                conn.send(None)  # it reads this after the job in hand
            for proc, conn in zip(procs, conns):
                proc.join(grace)
                if proc.is_alive() and conn in in_hand:
                    proc.kill()
                proc.join()
            for conn in live:
                try:
                    while conn.poll():
                        receive(conn)
                except (EOFError, OSError):
                    pass
    finally:
        for proc in procs:
            proc.join()
        for sig, handler in zip(SIGNALS, old):
            signal.signal(sig, handler)
    return [job for i, job in enumerate(jobs) if i not in done]
