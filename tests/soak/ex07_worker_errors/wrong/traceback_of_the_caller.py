# verdict: wrong @ raises
# The worker sends type and message only; the traceback is the caller's, and shows the wrong place.
import multiprocessing as mp
import pickle
import traceback
from multiprocessing.connection import wait


def once(conn, fn, item):
    try:
        data = pickle.dumps(("ok", fn(item)))
    except Exception as e:
        data = pickle.dumps(("error", type(e).__name__, str(e)))
    conn.send_bytes(data)


def run(items, fn, workers):
    rows, active, todo = {}, {}, list(enumerate(items))
    while todo or active:
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
                if tag == "error":
                    rest.append("".join(traceback.format_stack()))
                rows[i] = (tag, i, *rest)
            except EOFError:
                p.join()
                rows[i] = ("crashed", i, p.exitcode)
            p.join()
            reader.close()
    return [rows[i] for i in range(len(items))]
