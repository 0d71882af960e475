# right: send_bytes with its own pickling; an empty message, which no pickle can be, is the end
import multiprocessing as mp
import pickle

END = b""


def _writer(conn, items):
    for item in items:
        conn.send_bytes(pickle.dumps(item, protocol=pickle.HIGHEST_PROTOCOL))
    conn.send_bytes(END)
    conn.close()


def _blobs(conn):
    """Yield each message up to END; return whether END was seen."""
    while True:
        try:
            blob = conn.recv_bytes()
        except (EOFError, OSError):
            return False
        if blob == END:
            return True
        yield blob


def _collect(conn, into):
    clean = yield from _blobs(conn)
    into.append(clean)


def run(items):
    rx, tx = mp.Pipe(duplex=False)
    proc = mp.Process(target=_writer, args=(tx, items))
    proc.start()
    tx.close()
    verdict = []
    received = [pickle.loads(blob) for blob in _collect(rx, verdict)]
    rx.close()
    proc.join()
    return received, verdict[0]
