# verdict: wrong @ sender_exits_half_way
# Starts a new sender when one has died, which sends everything again: duplicates.
import multiprocessing as mp


def sender(conn, items):
    for item in items:
        conn.send(("item", item))
    conn.send(("end", None))
    conn.close()


def attempt(items, received):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=sender, args=(w, items))
    p.start()
    w.close()
    try:
        while True:
            kind, item = r.recv()
            if kind == "end":
                return True
            received.append(item)
    except (EOFError, OSError):
        return False
    finally:
        r.close()
        p.join()


def run(items):
    received = []
    clean = any(attempt(items, received) for _ in range(3))
    return received, clean
