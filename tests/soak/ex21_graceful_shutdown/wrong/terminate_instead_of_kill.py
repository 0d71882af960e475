# verdict: wrong | timeout @ grace
# Workers ignore SIGTERM as well as SIGINT, and the parent wants to end them with terminate().
# Breaks "each worker that still has a job in hand is killed": the stuck ones go on until their
# jobs end, after the grace as after a second signal.

import multiprocessing as mp
import signal
import threading
import time


def _child(conn, work):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    conn.send("up")
    while True:
        box = conn.recv()
        if box is None:
            return
        work(box[0])
        conn.send("done")


class _Tender(threading.Thread):
    """Hands jobs to one child and waits for it."""

    def __init__(self, conn, take, finished):
        super().__init__(daemon=True)
        self.conn, self.take, self.finished = conn, take, finished
        self.busy = False

    def run(self):
        try:
            self.conn.recv()
            while True:
                self.busy = True
                pair = self.take()
                if pair is None:
                    self.busy = False
                    self.conn.send(None)
                    return
                self.conn.send(pair[1:])
                self.conn.recv()
                self.finished.add(pair[0])
                self.busy = False
        except (EOFError, OSError):
            self.busy = False


def serve(jobs, work, workers, grace):
    times = []
    lock = threading.Lock()
    todo = iter(enumerate(jobs))
    finished = set()

    def take():
        with lock:
            return None if times else next(todo, None)

    old_term = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    old_int = signal.signal(signal.SIGINT, signal.SIG_IGN)
    procs, tenders = [], []
    try:
        for _ in range(workers):
            ours, theirs = mp.Pipe()
            procs.append(mp.Process(target=_child, args=(theirs, work)))
            procs[-1].start()
            theirs.close()
            tenders.append(_Tender(ours, take, finished))
        signal.signal(signal.SIGTERM, lambda *_: times.append(time.monotonic()))
        signal.signal(signal.SIGINT, lambda *_: times.append(time.monotonic()))
        for tender in tenders:
            tender.start()
        while any(tender.is_alive() for tender in tenders):
            time.sleep(0.04)
            force = len(times) > 1
            if force or times and time.monotonic() >= times[0] + grace:
                for proc, tender in zip(procs, tenders):
                    if tender.busy or force:
                        proc.terminate()
        for thing in procs + tenders:
            thing.join()
    finally:
        signal.signal(signal.SIGTERM, old_term)
        signal.signal(signal.SIGINT, old_int)
    return [job for i, job in enumerate(jobs) if i not in finished]
