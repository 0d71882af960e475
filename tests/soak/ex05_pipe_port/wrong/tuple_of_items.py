# verdict: wrong @ every_item_in_order
# Returns the received items as a tuple, where the contract says list.
import multiprocessing as mp


def stream(conn, items):
    for item in items:
        conn.send((True, item))
    conn.send((False, None))
    conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=stream, args=(w, items))
    p.start()
    w.close()
    received, clean = (), False
    buffer = []
    try:
        while True:
            more, item = r.recv()
            if not more:
                clean = True
                break
            buffer.append(item)
    except (EOFError, OSError):
        pass
    received = tuple(buffer)
    r.close()
    p.join()
    return received, clean
