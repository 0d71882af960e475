# verdict: deadlock @ big_values
# Waits for the end of the process before it reads the pipe: a big value keeps it from ending.
import multiprocessing as mp
import pickle
import traceback
from multiprocessing.connection import wait


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
            active[p.sentinel] = i, p, reader
        for sentinel in wait(list(active)):
            i, p, reader = active.pop(sentinel)
            p.join()
            if reader.poll():
                try:
                    tag, *rest = reader.recv()
                    rows[i] = (tag, i, *rest)
                except EOFError:
                    rows[i] = ("crashed", i, p.exitcode)
            else:
                rows[i] = ("crashed", i, p.exitcode)
            reader.close()
    return [rows[i] for i in range(len(items))]
