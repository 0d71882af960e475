# verdict: wrong @ ctrl_c
# The worker leaves SIGINT as it finds it: under fork it has the parent's handler and wakeup fd.
# Breaks "Those in hand end undisturbed": each forked child adds a byte to the pipe on Ctrl-C, the
# parent takes that for a second signal and kills all; under spawn KeyboardInterrupt hits the job.

import multiprocessing as mp
import os
import selectors
import signal
import time


def worker_main(conn, work):
    conn.send(True)
    while True:
        message = conn.recv()
        if message is None:
            return
        work(message[0])
        conn.send(True)


def nothing(signum, frame):
    """The byte in the wakeup pipe is all we need."""


def serve(jobs, work, workers, grace):
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    os.set_blocking(writer, False)
    old_fd = signal.set_wakeup_fd(writer)
    old_term = signal.signal(signal.SIGTERM, nothing)
    old_int = signal.signal(signal.SIGINT, nothing)
    selector = selectors.DefaultSelector()
    selector.register(reader, selectors.EVENT_READ)
    procs, current = {}, {}
    finished = [False] * len(jobs)
    following = 0
    signals = 0
    kill_at = None
    try:
        for _ in range(workers):
            mine, other = mp.Pipe()
            procs[mine] = mp.Process(target=worker_main, args=(other, work))
            procs[mine].start()
            other.close()
            selector.register(mine, selectors.EVENT_READ)
        active = set(procs)

        def leave(conn):
            selector.unregister(conn)
            active.remove(conn)
            current.pop(conn, None)

        while active:
            timeout = None
            if kill_at is not None:
                timeout = max(0, kill_at - time.monotonic())
            for key, _ in selector.select(timeout):
                conn = key.fileobj
                if conn == reader:
                    signals += len(os.read(reader, 512))
                    if kill_at is None and signals:
                        kill_at = time.monotonic() + grace
                    continue
                try:
                    conn.recv()
                except (EOFError, OSError):
                    leave(conn)
                    continue
                if conn in current:
                    finished[current.pop(conn)] = True
                if signals or following == len(jobs):
                    conn.send(None)
                    leave(conn)
                else:
                    current[conn] = following
                    conn.send((jobs[following],))
                    following += 1
            if signals > 1:
                victims = list(active)
            elif kill_at is not None and time.monotonic() >= kill_at:
                victims = list(current)
                kill_at += 3600
            else:
                victims = []
            for conn in victims:
                procs[conn].kill()
                leave(conn)
    finally:
        for conn, proc in procs.items():
            proc.join()
            conn.close()
        signal.signal(signal.SIGTERM, old_term)
        signal.signal(signal.SIGINT, old_int)
        signal.set_wakeup_fd(old_fd)
        selector.close()
        os.close(reader)
        os.close(writer)
    return [job for job, ok in zip(jobs, finished) if not ok]
