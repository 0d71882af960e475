# right: one process an item, at most `workers` of them, its report comes by a one-way Pipe
import multiprocessing as mp
import pickle
import traceback
from multiprocessing import connection


def _job(writer, fn, item):
    with writer:
        try:
            message = pickle.dumps(("ok", (fn(item),)))
        except Exception as e:
            message = pickle.dumps(("error", (type(e).__name__, str(e), traceback.format_exc())))
        writer.send_bytes(message)


def run(items, fn, workers):
    rows = {}
    active = {}
    queue = list(enumerate(items))
    while queue or active:
        while queue and len(active) < workers:
            i, item = queue.pop(0)
            reader, writer = mp.Pipe(duplex=False)
            child = mp.Process(target=_job, args=(writer, fn, item), name=f"job {i}")
            child.start()
            writer.close()
            active[reader] = (i, child)
        for reader in connection.wait(list(active)):
            i, child = active.pop(reader)
            with reader:
                try:
                    kind, rest = reader.recv()
                except (EOFError, OSError):
                    kind = None
            child.join()
            rows[i] = (kind, i, *rest) if kind else ("crashed", i, child.exitcode)
    return [rows[i] for i in range(len(items))]
