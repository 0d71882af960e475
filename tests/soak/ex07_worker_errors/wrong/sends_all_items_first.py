# verdict: deadlock @ big_values
# Sends every item before it reads the first report.
import contextlib
import multiprocessing as mp
import pickle
import traceback
from multiprocessing.connection import wait


def work(conn, fn):
    while data := conn.recv_bytes():
        index, payload = pickle.loads(data)
        conn.send(("begun", index))
        try:
            report = pickle.dumps(("ok", index, fn(pickle.loads(payload))))
        except Exception as error:
            text = traceback.format_exc()
            report = pickle.dumps(("error", index, type(error).__name__, str(error), text))
        conn.send_bytes(report)


def hire(fn, jobs):
    conn, theirs = mp.Pipe()
    process = mp.Process(target=work, args=(theirs, fn))
    process.start()
    theirs.close()
    with contextlib.suppress(OSError):
        for index, payload in jobs:
            conn.send((index, payload))
        conn.send_bytes(b"")
    return conn, process


def run(items, fn, workers):
    jobs = [(index, pickle.dumps(item)) for index, item in enumerate(items)]
    shares = [share for share in (jobs[n::workers] for n in range(workers)) if share]
    crew = {}
    for share in shares:
        conn, process = hire(fn, share)
        crew[conn] = process, share, None
    reports = {}
    while crew:
        for conn in wait(list(crew)):
            process, share, current = crew[conn]
            try:
                row = conn.recv()
            except (EOFError, OSError):
                del crew[conn]
                conn.close()
                process.join()
                if current is not None:
                    reports[current] = ("crashed", current, process.exitcode)
                elif share:
                    reports[share[0][0]] = ("crashed", share[0][0], process.exitcode)
                rest = [job for job in share if job[0] not in reports]
                if rest:
                    conn, process = hire(fn, rest)
                    crew[conn] = process, rest, None
                continue
            if row[0] == "begun":
                crew[conn] = process, share, row[1]
            else:
                reports[row[1]] = row
                crew[conn] = process, [job for job in share if job[0] != row[1]], None
    return [reports[index] for index in range(len(items))]
