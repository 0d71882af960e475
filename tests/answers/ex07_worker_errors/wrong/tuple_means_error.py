# verdict: wrong @ any_value
# A good value is sent as it is, an error as a tuple: a value that is such a tuple is misread.
import multiprocessing as mp
import pickle
import traceback
from multiprocessing.connection import wait


def once(conn, fn, item):
    try:
        data = pickle.dumps(fn(item))
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
                reply = reader.recv()
                if isinstance(reply, tuple) and reply[0] == "error":
                    rows[i] = ("error", i, *reply[1:])
                else:
                    rows[i] = ("ok", i, reply)
            except EOFError:
                p.join()
                rows[i] = ("crashed", i, p.exitcode)
            p.join()
            reader.close()
    return [rows[i] for i in range(len(items))]
