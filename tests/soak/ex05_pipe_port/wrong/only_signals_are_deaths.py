# verdict: wrong @ sender_exits_half_way
# Takes a negative exit code alone for a death, so a sender that ends with status 9 counts as clean.
import multiprocessing as mp


def sender(conn, items):
    for item in items:
        conn.send(item)
    conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=sender, args=(w, items))
    p.start()
    w.close()
    received = []
    try:
        while True:
            received.append(r.recv())
    except (EOFError, OSError):
        r.close()
    p.join()
    killed_by_signal = p.exitcode < 0
    return received, not killed_by_signal
