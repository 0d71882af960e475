# verdict: crashed
# A sender killed within a big message causes "OSError: got end of file during message", no EOF.
import multiprocessing as mp


def send_items(conn, items):
    for item in items:
        conn.send(("item", item))
    conn.send(("end", None))
    conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=send_items, args=(w, items))
    p.start()
    w.close()
    received, clean = [], False
    while True:
        try:
            kind, item = r.recv()
        except EOFError:
            break
        if kind == "end":
            clean = True
            break
        received.append(item)
    r.close()
    p.join()
    return received, clean
