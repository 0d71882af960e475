# verdict: wrong @ sigterm
# Makes the list of what is not finished when the first signal comes, not at the end.
# "A job that was finished is returned only if its worker was killed": the jobs in hand at the
# signal end undisturbed within the grace, and are returned all the same.

import multiprocessing as mp
import queue
import signal
import threading
import time


def _child(conn, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    conn.send(0)
    while (message := conn.recv()) != ():
        (job,) = message
        work(job)
        conn.send(0)


class _Service:
    def __init__(self, jobs):
        self.jobs = jobs
        self.events = queue.SimpleQueue()  # may be used in a signal handler
        self.lock = threading.Lock()
        self.stopping = False
        self.begun = 0
        self.in_hand = {}
        self.done = set()

    def hand_out(self, proc, conn):
        with self.lock:
            index = self.begun
            if self.stopping or index == len(self.jobs):
                return None
            self.begun += 1
            self.in_hand[proc] = index
            conn.send((self.jobs[index],))
            return index

    def drive(self, proc, conn):
        """Thread of one worker: gives it jobs until there are no more, or it was killed."""
        try:
            conn.recv()
            while (index := self.hand_out(proc, conn)) is not None:
                conn.recv()
                with self.lock:
                    self.done.add(index)
                    del self.in_hand[proc]
            conn.send(())
        except (EOFError, OSError):
            pass
        self.events.put("end")

    def kill(self):
        with self.lock:
            for proc in self.in_hand:
                proc.kill()


def serve(jobs, work, workers, grace):
    service = _Service(jobs)
    old = {}
    for s in (signal.SIGTERM, signal.SIGINT):
        old[s] = signal.signal(s, lambda signum, frame: service.events.put("signal"))
    pairs = []
    for _ in range(min(workers, len(jobs))):
        conn, far = mp.Pipe()
        proc = mp.Process(target=_child, args=(far, work))
        proc.start()
        far.close()
        pairs.append((proc, conn))
    threads = [threading.Thread(target=service.drive, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    running = len(threads)
    kill_at = None
    left = []
    while running:
        timeout = None if kill_at is None else min(max(kill_at - time.monotonic(), 0), 3600)
        try:
            event = service.events.get(timeout=timeout)
        except queue.Empty:
            event = "late"
        if event == "end":
            running -= 1
        elif event == "signal" and not service.stopping:
            with service.lock:
                service.stopping = True
                left = [job for i, job in enumerate(jobs) if i not in service.done]
            kill_at = time.monotonic() + grace
        elif event == "signal" or time.monotonic() >= kill_at:
            service.kill()
            kill_at = None
    for thread, (proc, conn) in zip(threads, pairs):
        thread.join()
        proc.join()
        conn.close()
    for s, handler in old.items():
        signal.signal(s, handler)
    return left
