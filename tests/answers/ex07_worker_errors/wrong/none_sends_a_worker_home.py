# verdict: wrong @ falsy_items
# None is the sign to stop and an item as well: the worker goes home in the middle of the work.
import multiprocessing as mp
import pickle
import traceback
from multiprocessing.connection import wait


def serve(conn, fn):
    while (item := conn.recv()) is not None:
        try:
            data = pickle.dumps(("ok", fn(item)))
        except Exception as e:
            data = pickle.dumps(("error", type(e).__name__, str(e), traceback.format_exc()))
        conn.send_bytes(data)


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
            conn.send(item)
            busy[conn] = process, i
        for conn in wait(list(busy)):
            process, i = busy.pop(conn)
            try:
                tag, *rest = conn.recv()
                rows[i] = (tag, i, *rest)
                idle.append((conn, process))
            except (EOFError, OSError):
                process.join()
                rows[i] = ("crashed", i, process.exitcode)
                conn.close()
    for conn, process in idle:
        conn.send(None)
        process.join()
        conn.close()
    return rows
