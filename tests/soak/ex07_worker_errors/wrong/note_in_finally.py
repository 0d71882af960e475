# verdict: wrong | crashed @ system_exit
# The child says good-bye in `finally`, which SystemExit runs too: the item ends without a report.
import multiprocessing as mp
import pickle
import traceback
from multiprocessing.connection import wait

BYE = pickle.dumps(None)


def once(conn, fn, item):
    try:
        try:
            data = pickle.dumps(("ok", fn(item)))
        except Exception as e:
            data = pickle.dumps(("error", type(e).__name__, str(e), traceback.format_exc()))
        conn.send_bytes(data)
    finally:
        conn.send_bytes(BYE)


def run(items, fn, workers):
    rows, active, todo = [None] * len(items), {}, list(enumerate(items))
    while todo or active:
        while todo and len(active) < workers:
            i, item = todo.pop(0)
            reader, writer = mp.Pipe(False)
            p = mp.Process(target=once, args=(writer, fn, item))
            p.start()
            writer.close()
            active[reader] = i, p
        for reader in wait(list(active)):
            i, p = active[reader]
            try:
                message = reader.recv()
                if message is not None:
                    rows[i] = (message[0], i, *message[1:])
                    continue
                p.join()
            except EOFError:
                p.join()
                rows[i] = ("crashed", i, p.exitcode)
            del active[reader]
            reader.close()
    return rows
