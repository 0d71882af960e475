# verdict: crashed @ second_signal
# The second signal raises KeyboardInterrupt, which nobody in serve catches.
# Breaks "No exception leaves `serve`": all are killed and joined in time, but the list is lost.

import multiprocessing as mp
import signal
import threading
import time


def _worker(conn, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    conn.send(True)
    while True:
        message = conn.recv()
        if message is None:
            break
        work(message[0])
        conn.send(True)


def serve(jobs, work, workers, grace):
    lock = threading.Lock()
    order = iter(range(len(jobs)))
    finished, in_hand, hits = set(), set(), []

    def on_signal(signum, frame):
        hits.append(time.monotonic())
        if len(hits) == 2:  # they mean it
            raise KeyboardInterrupt

    def tend(k, conn):
        try:
            conn.recv()
            while True:
                with lock:
                    i = None if hits else next(order, None)
                    if i is not None:
                        in_hand.add(k)
                if i is None:
                    conn.send(None)
                    return
                conn.send((jobs[i],))
                conn.recv()
                finished.add(i)
                in_hand.discard(k)
        except (EOFError, OSError):
            in_hand.discard(k)  # killed

    old_int = signal.signal(signal.SIGINT, signal.SIG_IGN)
    old_term = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    procs, conns, threads = [], [], []
    try:
        for _ in range(workers):
            ours, theirs = mp.Pipe()
            proc = mp.Process(target=_worker, args=(theirs, work))
            proc.start()
            theirs.close()
            procs.append(proc)
            conns.append(ours)
        signal.signal(signal.SIGINT, on_signal)
        signal.signal(signal.SIGTERM, on_signal)
        threads = [threading.Thread(target=tend, args=pair) for pair in enumerate(conns)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            time.sleep(0.04)
            if hits and time.monotonic() >= hits[0] + grace:
                for k in list(in_hand):
                    procs[k].kill()
    finally:
        if len(hits) > 1:
            for proc in procs:
                proc.kill()
        for proc in procs:
            proc.join()
        for thread in threads:
            thread.join()
        signal.signal(signal.SIGINT, old_int)
        signal.signal(signal.SIGTERM, old_term)
    return [job for i, job in enumerate(jobs) if i not in finished]
