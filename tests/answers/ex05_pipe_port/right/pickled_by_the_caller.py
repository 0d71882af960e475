# right: the caller serialises, the child only moves bytes, so no item's pickling runs in the child
import multiprocessing as mp
import pickle


def _ship(conn, parcels):
    for parcel in parcels:
        conn.send_bytes(b"i" + parcel)
    conn.send_bytes(b"e")
    conn.close()


def run(items):
    parcels = [pickle.dumps(item) for item in items]
    rx, tx = mp.Pipe(duplex=False)
    p = mp.Process(target=_ship, args=(tx, parcels))
    p.start()
    tx.close()
    received, clean = [], False
    while True:
        try:
            frame = rx.recv_bytes()
        except (EOFError, OSError):
            break
        if frame[:1] == b"e":
            clean = True
            break
        received.append(pickle.loads(frame[1:]))
    rx.close()
    p.join()
    return received, clean
