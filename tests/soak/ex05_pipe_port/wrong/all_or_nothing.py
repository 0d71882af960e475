# verdict: wrong @ sender_exits_half_way
# On a death it returns an empty list, though some items had arrived.
import multiprocessing as mp


def _child(conn, items):
    for item in items:
        conn.send({"value": item, "last": False})
    conn.send({"value": None, "last": True})
    conn.close()


def _receive(conn):
    items = []
    while True:
        message = conn.recv()
        if message["last"]:
            return items
        items.append(message["value"])


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=_child, args=(w, items))
    p.start()
    w.close()
    received, clean = [], True
    try:
        received = _receive(r)
    except (EOFError, OSError):
        clean = False
    r.close()
    p.join()
    return received, clean
