# verdict: crashed @ system_exit
# Only Exceptions are caught in the worker: the executor hands a SystemExit on, to the caller.
import multiprocessing as mp
import pickle
import traceback
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def guarded(fn, blob):
    try:
        return pickle.dumps(("ok", fn(pickle.loads(blob))))
    except Exception as e:
        return pickle.dumps(("error", type(e).__name__, str(e), traceback.format_exc()))


def alone(conn, fn, blob):
    conn.send_bytes(guarded(fn, blob))
    conn.close()


def single(fn, blob):
    reader, writer = mp.Pipe(False)
    process = mp.Process(target=alone, args=(writer, fn, blob))
    process.start()
    writer.close()
    with reader:
        try:
            reply = reader.recv_bytes()
        except (EOFError, OSError):
            reply = None
    process.join()
    return reply, process.exitcode


def run(items, fn, workers):
    blobs = [pickle.dumps(item) for item in items]
    replies = {}
    with ProcessPoolExecutor(workers) as pool:
        futures = {}
        try:
            for i, blob in enumerate(blobs):
                futures[i] = pool.submit(guarded, fn, blob)
        except BrokenProcessPool:
            pass
        for i, future in futures.items():
            try:
                replies[i] = future.result(), 0
            except BrokenProcessPool:
                pass
    for i, blob in enumerate(blobs):
        if i not in replies:
            replies[i] = single(fn, blob)
    rows = []
    for i in range(len(items)):
        reply, code = replies[i]
        if reply is None:
            rows.append(("crashed", i, code))
        else:
            tag, *rest = pickle.loads(reply)
            rows.append((tag, i, *rest))
    return rows
