# verdict: wrong @ raises
# The traceback ends where fn is called.
import multiprocessing as mp
import traceback
from multiprocessing.connection import wait
from multiprocessing.reduction import ForkingPickler


def work(conn, fn):
    while (job := conn.recv()) is not None:
        try:
            reply = ForkingPickler.dumps(("ok", fn(job[0])))
        except Exception as exc:
            reply = ForkingPickler.dumps(
                ("error", type(exc).__name__, str(exc), traceback.format_exc(limit=1))
            )
        conn.send_bytes(reply)


def hire(fn):
    conn, theirs = mp.Pipe()
    process = mp.Process(target=work, args=(theirs, fn))
    process.start()
    theirs.close()
    return conn, process


def run(items, fn, workers):
    reports = [None] * len(items)
    pending = list(enumerate(items))[::-1]
    crew, current, idle = {}, {}, []
    while pending or current:
        while pending and len(current) < workers:
            if idle:
                conn = idle.pop()
            else:
                conn, process = hire(fn)
                crew[conn] = process
            current[conn], item = pending.pop()
            conn.send((item,))
        for conn in wait(list(current)):
            index = current.pop(conn)
            try:
                kind, *rest = conn.recv()
            except (EOFError, OSError):
                process = crew.pop(conn)
                process.join()
                conn.close()
                reports[index] = ("crashed", index, process.exitcode)
            else:
                reports[index] = (kind, index, *rest)
                idle.append(conn)
    for conn, process in crew.items():
        conn.send(None)
        process.join()
        conn.close()
    return reports
