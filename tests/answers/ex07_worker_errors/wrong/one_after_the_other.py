# verdict: deadlock @ together
# Safe, but only one process works at any time, whatever `workers` says.
import multiprocessing as mp
import pickle
import traceback


def once(conn, fn, item):
    try:
        data = pickle.dumps(("ok", fn(item)))
    except Exception as e:
        data = pickle.dumps(("error", type(e).__name__, str(e), traceback.format_exc()))
    conn.send_bytes(data)


def run(items, fn, workers):
    rows = []
    for i, item in enumerate(items):
        reader, writer = mp.Pipe(False)
        p = mp.Process(target=once, args=(writer, fn, item))
        p.start()
        writer.close()
        try:
            tag, *rest = reader.recv()
            rows.append((tag, i, *rest))
        except EOFError:
            p.join()
            rows.append(("crashed", i, p.exitcode))
        p.join()
        reader.close()
    return rows
