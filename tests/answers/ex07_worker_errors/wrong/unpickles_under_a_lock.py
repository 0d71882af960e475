# verdict: deadlock @ deaths_in_pickling
# The workers share one pipe under a lock: who dies while it unpickles an item keeps the lock.
import multiprocessing as mp
import pickle
import traceback
from multiprocessing.connection import wait


def serve(conn, shared, lock, fn):
    while True:
        with lock:
            job = shared.recv()
        if job is None:
            return
        index, item = job
        conn.send(index)
        try:
            data = pickle.dumps(("ok", index, fn(item)))
        except Exception as e:
            text = traceback.format_exc()
            data = pickle.dumps(("error", index, type(e).__name__, str(e), text))
        conn.send_bytes(data)


def run(items, fn, workers):
    rows, crew = {}, {}
    lock = mp.Lock()
    out, source = mp.Pipe(False)

    def hire():
        mine, theirs = mp.Pipe(False)
        process = mp.Process(target=serve, args=(theirs, out, lock, fn))
        process.start()
        theirs.close()
        crew[mine] = process, None

    for _ in range(workers):
        hire()
    for pair in enumerate(items):
        source.send(pair)
    while len(rows) < len(items):
        for conn in wait(list(crew)):
            process, index = crew[conn]
            try:
                message = conn.recv()
            except EOFError:
                del crew[conn]
                conn.close()
                process.join()
                if index is not None:
                    rows[index] = ("crashed", index, process.exitcode)
                hire()
                continue
            if isinstance(message, int):
                crew[conn] = process, message
            else:
                rows[message[1]] = message
                crew[conn] = process, None
    for _ in crew:
        source.send(None)
    for conn, (process, _) in crew.items():
        process.join()
        conn.close()
    out.close()
    source.close()
    return [rows[i] for i in range(len(items))]
