# verdict: wrong | early @ again
# The reports are collected in a dict of the module: the second call finds the first one's.
import multiprocessing as mp
import pickle
import traceback
from multiprocessing.connection import wait

rows = {}


def once(conn, fn, item):
    try:
        data = pickle.dumps(("ok", fn(item)))
    except Exception as e:
        data = pickle.dumps(("error", type(e).__name__, str(e), traceback.format_exc()))
    conn.send_bytes(data)


def run(items, fn, workers):
    active, todo = {}, list(enumerate(items))
    while len(rows) < len(items):
        while todo and len(active) < workers:
            i, item = todo.pop(0)
            reader, writer = mp.Pipe(False)
            p = mp.Process(target=once, args=(writer, fn, item))
            p.start()
            writer.close()
            active[reader] = i, p
        for reader in wait(list(active)):
            i, p = active.pop(reader)
            try:
                tag, *rest = reader.recv()
                rows[i] = (tag, i, *rest)
            except EOFError:
                p.join()
                rows[i] = ("crashed", i, p.exitcode)
            p.join()
            reader.close()
    return [rows[i] for i in sorted(rows)]
