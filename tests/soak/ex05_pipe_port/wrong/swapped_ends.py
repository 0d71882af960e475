# verdict: crashed @ every_item_in_order
# Pipe(duplex=False) returns (receiver, sender): unpacked the wrong way, the child cannot send.
import multiprocessing as mp


def worker(conn, items):
    for item in items:
        conn.send(item)
    conn.send(None)
    conn.close()


def run(items):
    tx, rx = mp.Pipe(duplex=False)
    p = mp.Process(target=worker, args=(tx, items))
    p.start()
    tx.close()
    received = []
    clean = False
    try:
        for _ in items:
            received.append(rx.recv())
        clean = True
    except EOFError:
        pass
    rx.close()
    p.join()
    return received, clean
