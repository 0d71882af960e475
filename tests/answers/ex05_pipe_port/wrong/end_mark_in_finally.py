# verdict: wrong | crashed @ sender_raises_half_way
# The mark is sent in `finally`, so a sender that fails half way still says that it has finished.
import multiprocessing as mp


def sender(conn, items):
    try:
        for item in items:
            conn.send(("item", item))
    finally:
        conn.send(("end", None))
        conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=sender, args=(w, items))
    p.start()
    w.close()
    received, clean = [], False
    try:
        while not clean:
            kind, item = r.recv()
            if kind == "end":
                clean = True
            else:
                received.append(item)
    except (EOFError, OSError):
        pass
    r.close()
    p.join()
    return received, clean
