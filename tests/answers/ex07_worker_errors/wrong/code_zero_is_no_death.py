# verdict: timeout | deadlock @ more_deaths_than_workers
# Takes only an exit code other than 0 for a death, so that os._exit(0) is waited for without end.
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
    rows, active, todo = {}, {}, list(enumerate(items))
    while len(rows) < len(items):
        while todo and len(active) < workers:
            i, item = todo.pop(0)
            reader, writer = mp.Pipe(False)
            p = mp.Process(target=once, args=(writer, fn, item))
            p.start()
            active[i] = reader, writer, p
        for i, (reader, writer, p) in list(active.items()):
            if reader.poll(0.02):
                tag, *rest = reader.recv()
                rows[i] = (tag, i, *rest)
            elif p.exitcode:
                rows[i] = ("crashed", i, p.exitcode)
            else:
                continue
            p.join()
            reader.close()
            writer.close()
            del active[i]
    return [rows[i] for i in range(len(items))]
