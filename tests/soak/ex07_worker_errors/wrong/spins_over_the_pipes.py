# verdict: busy-wait @ limit
# Asks every pipe and every process in a tight loop.
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
    while todo or active:
        while todo and len(active) < workers:
            i, item = todo.pop(0)
            reader, writer = mp.Pipe(False)
            p = mp.Process(target=once, args=(writer, fn, item))
            p.start()
            writer.close()
            active[i] = reader, p
        for i, (reader, p) in list(active.items()):
            if not reader.poll(0):
                continue
            try:
                tag, *rest = reader.recv()
                rows[i] = (tag, i, *rest)
            except EOFError:
                p.join()
                rows[i] = ("crashed", i, p.exitcode)
            p.join()
            reader.close()
            del active[i]
    return [rows[i] for i in range(len(items))]
