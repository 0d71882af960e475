# verdict: deadlock | timeout @ sigterm
# The handler calls set() of the mp.Event in whose wait() the main thread is just then.
# Breaks "then `serve` returns": set() waits for the sleeper to wake, which is the interrupted
# main thread itself, so serve hangs for ever after the first signal, grace and second included.

import multiprocessing as mp
import queue
import signal
import time


def _worker(k, inbox, outbox, stop, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        item = inbox.get()
        if item is None or stop.is_set():
            return
        i, job = item
        outbox.put((k, i, False))
        work(job)
        outbox.put((k, i, True))


def _empty(inbox):
    try:
        while True:
            inbox.get(timeout=0.1)
    except queue.Empty:
        pass
    inbox.close()
    inbox.join_thread()


def serve(jobs, work, workers, grace):
    inbox, outbox, stop = mp.Queue(), mp.SimpleQueue(), mp.Event()
    hits = []

    def on_signal(signum, frame):
        hits.append(time.monotonic())
        stop.set()

    in_hand, done = {}, set()

    def read_reports():
        while not outbox.empty():
            k, i, ended = outbox.get()
            if ended:
                del in_hand[k]
                done.add(i)
            else:
                in_hand[k] = i

    old_term = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    old_int = signal.signal(signal.SIGINT, signal.SIG_IGN)
    procs = [
        mp.Process(target=_worker, args=(k, inbox, outbox, stop, work)) for k in range(workers)
    ]
    try:
        for proc in procs:
            proc.start()
        signal.signal(signal.SIGTERM, on_signal)
        signal.signal(signal.SIGINT, on_signal)
        for item in enumerate(jobs):
            inbox.put(item)
        for _ in procs:
            inbox.put(None)
        while any(proc.is_alive() for proc in procs):
            if stop.wait(0.05):
                time.sleep(0.05)
            read_reports()
            if len(hits) > 1:
                for proc in procs:
                    proc.kill()
            elif hits and time.monotonic() >= hits[0] + grace:
                for k in in_hand:
                    procs[k].kill()
    finally:
        for proc in procs:
            proc.join()
        signal.signal(signal.SIGTERM, old_term)
        signal.signal(signal.SIGINT, old_int)
    read_reports()
    _empty(inbox)
    return [job for i, job in enumerate(jobs) if i not in done]
