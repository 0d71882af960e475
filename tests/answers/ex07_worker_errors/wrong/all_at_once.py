# verdict: wrong @ limit
# One process for each item, all of them at once: `workers` is no limit.
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
    started = []
    for item in items:
        reader, writer = mp.Pipe(False)
        p = mp.Process(target=once, args=(writer, fn, item))
        p.start()
        writer.close()
        started.append((reader, p))
    rows = []
    for i, (reader, p) in enumerate(started):
        try:
            tag, *rest = reader.recv()
            rows.append((tag, i, *rest))
        except EOFError:
            p.join()
            rows.append(("crashed", i, p.exitcode))
        p.join()
        reader.close()
    return rows
