# verdict: crashed @ no_items
# No more processes than items is thrifty, but an executor of none is a ValueError.
import multiprocessing as mp
import pickle
import traceback
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def guarded(fn, blob):
    try:
        return pickle.dumps(("ok", fn(pickle.loads(blob))))
    except BaseException as e:
        return pickle.dumps(("error", type(e).__name__, str(e), traceback.format_exc()))


def child(conn, fn, blob):
    conn.send_bytes(guarded(fn, blob))


def alone(i, fn, blob):
    reader, writer = mp.Pipe(False)
    p = mp.Process(target=child, args=(writer, fn, blob))
    p.start()
    writer.close()
    with reader:
        try:
            tag, *rest = reader.recv()
        except EOFError:
            tag = None
    p.join()
    return (tag, i, *rest) if tag else ("crashed", i, p.exitcode)


def run(items, fn, workers):
    blobs = [pickle.dumps(item) for item in items]
    rows = [None] * len(items)
    with ProcessPoolExecutor(min(workers, len(items))) as pool:
        futures = []
        try:
            for blob in blobs:
                futures.append(pool.submit(guarded, fn, blob))
        except BrokenProcessPool:
            pass
        for i, future in enumerate(futures):
            try:
                tag, *rest = pickle.loads(future.result())
                rows[i] = (tag, i, *rest)
            except BrokenProcessPool:
                pass
    return [row or alone(i, fn, blobs[i]) for i, row in enumerate(rows)]
