# verdict: wrong @ value_before_a_death
# The end of the stream comes before the end of the process: its exit code is still None.
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
            active[reader] = i, p
        for reader in wait(list(active)):
            i, p = active.pop(reader)
            try:
                tag, *rest = reader.recv()
                rows[i] = (tag, i, *rest)
            except EOFError:
                rows[i] = ("crashed", i, p._popen.returncode)
            p.join()
            reader.close()
    return [rows[i] for i in range(len(items))]
