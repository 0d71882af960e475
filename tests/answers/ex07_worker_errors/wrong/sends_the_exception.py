# verdict: crashed | deadlock @ exceptions_that_do_not_travel
# Sends the exception object: one with a constructor of its own cannot be rebuilt by the caller.
import multiprocessing as mp
import traceback
from multiprocessing.connection import wait


def once(conn, fn, item):
    try:
        conn.send(("ok", fn(item)))
    except Exception as e:
        conn.send(("error", e, traceback.format_exc()))
    conn.close()


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
                message = reader.recv()
            except EOFError:
                message = None
            reader.close()
            p.join()
            if message is None:
                rows[i] = ("crashed", i, p.exitcode)
            elif message[0] == "ok":
                rows[i] = ("ok", i, message[1])
            else:
                _, e, text = message
                rows[i] = ("error", i, type(e).__name__, str(e), text)
    return [rows[i] for i in range(len(items))]
