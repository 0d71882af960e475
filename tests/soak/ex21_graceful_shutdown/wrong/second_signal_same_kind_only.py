# verdict: deadlock | timeout @ second_signal
# It counts the signals by kind, and kills at once when it has two of the same kind.
# Breaks "A second signal, of either kind": SIGTERM and then Ctrl-C, or the reverse, wait for grace.

import multiprocessing as mp
import signal
import socket
import time
from collections import Counter
from multiprocessing.connection import wait

KINDS = (signal.SIGINT, signal.SIGTERM)


def _worker(conn, work):
    for kind in KINDS:
        signal.signal(kind, signal.SIG_IGN)
    conn.send(True)
    while (message := conn.recv()) is not None:
        work(message[0])
        conn.send(True)


def serve(jobs, work, workers, grace):
    bell, ringer = socket.socketpair()
    ringer.setblocking(False)
    procs, in_hand, done = {}, {}, set()
    old = {kind: signal.signal(kind, signal.SIG_IGN) for kind in KINDS}
    old_fd = signal.set_wakeup_fd(ringer.fileno())
    try:
        for _ in range(workers):
            ours, theirs = mp.Pipe()
            proc = mp.Process(target=_worker, args=(theirs, work))
            proc.start()
            theirs.close()
            procs[ours] = proc
        for kind in KINDS:
            signal.signal(kind, lambda signum, frame: None)  # the bell rings by itself

        live, counts, deadline = set(procs), Counter(), None
        todo = iter(enumerate(jobs))

        def kill(conns):
            for conn in list(conns):
                procs[conn].kill()
                live.discard(conn)
                in_hand.pop(conn, None)

        while live:
            pause = None
            if deadline is not None and in_hand:
                pause = max(0.0, deadline - time.monotonic())
            for ready in wait([bell, *live], pause):
                if ready is bell:
                    counts.update(n for n in bell.recv(64) if n in KINDS)
                    if deadline is None and counts:
                        deadline = time.monotonic() + grace
                    continue
                ready.recv()
                if ready in in_hand:
                    done.add(in_hand.pop(ready))
                pair = None if counts else next(todo, None)
                if pair is None:
                    live.discard(ready)
                    ready.send(None)
                else:
                    in_hand[ready] = pair[0]
                    ready.send(pair[1:])
            if counts and max(counts.values()) > 1:
                kill(live)
            elif deadline is not None and time.monotonic() >= deadline:
                kill(in_hand)
    finally:
        for proc in procs.values():
            proc.join()
        for kind in KINDS:
            signal.signal(kind, old[kind])
        signal.set_wakeup_fd(old_fd)
        bell.close()
        ringer.close()
    return [job for i, job in enumerate(jobs) if i not in done]
