# right: lasting workers with a Pipe each; EOF on it is the news of a death
import multiprocessing as mp
import pickle
import traceback
from multiprocessing.connection import wait


def serve(conn, fn):
    while True:
        data = conn.recv_bytes()
        if not data:
            return
        try:
            reply = pickle.dumps(("ok", fn(pickle.loads(data))))
        except Exception as exc:
            reply = pickle.dumps(("error", type(exc).__name__, str(exc), traceback.format_exc()))
        conn.send_bytes(reply)


def run(items, fn, workers):
    out = [None] * len(items)
    todo = list(range(len(items)))[::-1]
    free, busy = [], {}
    while todo or busy:
        while todo and len(busy) < workers:
            if free:
                conn, proc = free.pop()
            else:
                conn, theirs = mp.Pipe()
                proc = mp.Process(target=serve, args=(theirs, fn))
                proc.start()
                theirs.close()
            i = todo.pop()
            conn.send_bytes(pickle.dumps(items[i]))
            busy[conn] = (proc, i)
        for conn in wait(list(busy)):
            proc, i = busy.pop(conn)
            try:
                tag, *rest = pickle.loads(conn.recv_bytes())
            except (EOFError, ConnectionError, OSError):
                proc.join()
                out[i] = ("crashed", i, proc.exitcode)
                conn.close()
            else:
                out[i] = (tag, i, *rest)
                free.append((conn, proc))
    for conn, proc in free:
        conn.send_bytes(b"")
        proc.join()
        conn.close()
    return out
