# verdict: wrong @ every_item_in_order
# The child sets a module global when it has finished; the caller's copy of it never changes.
import multiprocessing as mp

finished = False


def sender(conn, items):
    global finished
    for item in items:
        conn.send(item)
    finished = True
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
        pass
    r.close()
    p.join()
    return received, finished
