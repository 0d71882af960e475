# verdict: crashed @ second_signal
# The handler puts the old handlers back on the first signal, while the workers are still there.
# Breaks "A second signal, of either kind, may follow": it meets the caller's handlers: SIGTERM
# kills the caller and its children stay, SIGINT leaves serve as KeyboardInterrupt.

import multiprocessing as mp
import os
import signal
import time
from multiprocessing.connection import wait


class Signals:
    """A self-pipe that becomes readable on the first SIGTERM or SIGINT."""

    def __init__(self):
        self.reader, self.writer = os.pipe()
        self.old = {}
        for sig in (signal.SIGTERM, signal.SIGINT):
            self.old[sig] = signal.signal(sig, signal.SIG_IGN)

    def watch(self):
        for sig in self.old:
            signal.signal(sig, self.handle)

    def restore(self):
        for sig, handler in self.old.items():
            signal.signal(sig, handler)

    def handle(self, signum, frame):
        os.write(self.writer, b"1")
        self.restore()  # let a second one have its usual effect

    def close(self):
        self.restore()
        os.close(self.reader)
        os.close(self.writer)


def _worker(conn, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    conn.send("ready")
    while (message := conn.recv()) is not None:
        work(message[0])
        conn.send("done")


def serve(jobs, work, workers, grace):
    signals = Signals()
    procs, live, in_hand, done = {}, set(), {}, set()
    todo = iter(enumerate(jobs))
    deadline = None
    try:
        for _ in range(workers):
            ours, theirs = mp.Pipe()
            proc = mp.Process(target=_worker, args=(theirs, work))
            proc.start()
            theirs.close()
            procs[ours] = proc
            live.add(ours)
        signals.watch()
        while live:
            timeout = None
            if deadline is not None and in_hand:
                timeout = max(0.0, deadline - time.monotonic())
            for conn in wait([signals.reader, *live], timeout):
                if conn == signals.reader:
                    os.read(conn, 1)
                    deadline = time.monotonic() + grace
                    continue
                conn.recv()
                if conn in in_hand:
                    done.add(in_hand.pop(conn))
                i, *job = next(todo, (None,)) if deadline is None else (None,)
                if job:
                    in_hand[conn] = i
                    conn.send(job)
                else:
                    conn.send(None)
                    live.remove(conn)
            if deadline is not None and time.monotonic() >= deadline:
                for conn in list(in_hand):
                    procs[conn].kill()
                    live.remove(conn)
                    del in_hand[conn]
    finally:
        for conn in live:  # only if we were interrupted
            procs[conn].kill()
        for proc in procs.values():
            proc.join()
        signals.close()
    return [job for i, job in enumerate(jobs) if i not in done]
