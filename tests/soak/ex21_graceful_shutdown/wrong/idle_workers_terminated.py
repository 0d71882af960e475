# verdict: crashed @ jobs
# Ends a worker for which there is no job left with terminate().
# "Workers that were not killed exit with code 0": the idle ones have exit code -15.

import multiprocessing as mp
import os
import signal
import threading
from multiprocessing.connection import wait


def _process_jobs(inbox, outbox, work):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the caller ends us with it
    outbox.send_bytes(b"up")
    while True:
        box = inbox.recv()
        work(box["job"])
        outbox.send_bytes(b"ok")


def _start(work):
    inbox, to_child = mp.Pipe(duplex=False)
    from_child, outbox = mp.Pipe(duplex=False)
    child = mp.Process(target=_process_jobs, args=(inbox, outbox, work))
    child.start()
    inbox.close()
    outbox.close()
    return child, to_child, from_child


def serve(jobs, work, workers, grace):
    bell, rope = os.pipe()

    def ring(signum=None, frame=None):
        os.write(rope, b"s" if signum else b"t")

    old_term = signal.signal(signal.SIGTERM, ring)
    old_int = signal.signal(signal.SIGINT, ring)
    count = min(workers, len(jobs))
    crew = {}
    for _ in range(count):
        child, to_child, from_child = _start(work)
        crew[from_child] = (child, to_child)
    listening = set(crew)
    at = {}
    ended = set()
    index = 0
    timer = None
    while listening:
        kill = False
        for source in wait([bell, *listening]):
            if source == bell:
                rung = os.read(bell, 1)
                kill = kill or rung == b"t" or timer is not None
                if timer is None:
                    timer = threading.Timer(min(grace, 1e8), ring)
                    timer.start()
                continue
            source.recv_bytes()
            if source in at:
                ended.add(at.pop(source))
            if timer is None and index < len(jobs):
                at[source] = index
                crew[source][1].send({"job": jobs[index]})
                index += 1
            else:
                crew[source][0].terminate()
                listening.remove(source)
        if kill:
            for source in at:
                if source in listening:
                    crew[source][0].kill()
                    listening.remove(source)
    if timer is not None:
        timer.cancel()
        timer.join()
    for from_child, (child, to_child) in crew.items():
        child.join()
        to_child.close()
        from_child.close()
    signal.signal(signal.SIGTERM, old_term)
    signal.signal(signal.SIGINT, old_int)
    os.close(bell)
    os.close(rope)
    return [jobs[i] for i in range(len(jobs)) if i not in ended]
