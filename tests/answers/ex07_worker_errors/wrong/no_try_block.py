# verdict: crashed @ raises
# Nothing catches what fn raises: the worker dies of it, and its item with it.
import multiprocessing as mp
from multiprocessing.connection import wait


def serve(conn, fn):
    while (job := conn.recv()) is not None:
        conn.send(fn(job[0]))


def run(items, fn, workers):
    rows, busy, idle = [None] * len(items), {}, []
    todo = list(enumerate(items))[::-1]
    while todo or busy:
        while todo and len(busy) < workers:
            if not idle:
                mine, theirs = mp.Pipe()
                process = mp.Process(target=serve, args=(theirs, fn))
                process.start()
                theirs.close()
                idle.append((mine, process))
            conn, process = idle.pop()
            i, item = todo.pop()
            conn.send((item,))
            busy[conn] = process, i
        for conn in wait(list(busy)):
            process, i = busy.pop(conn)
            try:
                rows[i] = ("ok", i, conn.recv())
                idle.append((conn, process))
            except EOFError:
                process.join()
                rows[i] = ("crashed", i, process.exitcode)
                conn.close()
    for conn, process in idle:
        conn.send(None)
        process.join()
        conn.close()
    return rows
