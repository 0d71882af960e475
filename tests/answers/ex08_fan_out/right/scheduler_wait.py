"""Waits for the pipes of all workers, and gives the next task to whoever reports."""

import multiprocessing as mp
from multiprocessing.connection import wait


def work(conn, fn):
    conn.send(None)  # I am here and free.
    while (box := conn.recv()) is not None:
        conn.send((fn(*box),))
    conn.close()


def run(tasks, fn, workers):
    results = [None] * len(tasks)
    pending = iter(enumerate(tasks))
    busy_with = {}
    crew = []
    for _ in range(min(workers, len(tasks))):
        mine, theirs = mp.Pipe()
        process = mp.Process(target=work, args=(theirs, fn))
        process.start()
        theirs.close()
        crew.append(process)
        busy_with[mine] = None
    while busy_with:
        for conn in wait(list(busy_with)):
            answer = conn.recv()
            if answer is not None:
                (results[busy_with[conn]],) = answer
            job = next(pending, None)
            if job is None:
                conn.send(None)
                conn.close()
                del busy_with[conn]
            else:
                busy_with[conn], task = job
                conn.send((task,))
    for process in crew:
        process.join()
    return results
