# right: a selectors loop over the connection and the process sentinel
import multiprocessing as mp
import selectors


def emit(conn, items):
    for item in items:
        conn.send(("ITEM", item))
    conn.send(("STOP", None))
    conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=emit, args=(w, items))
    p.start()
    w.close()
    received, clean, going = [], False, True
    with selectors.DefaultSelector() as selector:
        selector.register(r, selectors.EVENT_READ, "pipe")
        selector.register(p.sentinel, selectors.EVENT_READ, "process")
        while going:
            ready = {key.data for key, _ in selector.select()}
            if "pipe" not in ready:
                break
            try:
                tag, item = r.recv()
            except (EOFError, OSError):
                break
            if tag == "STOP":
                clean, going = True, False
            else:
                received.append(item)
    r.close()
    p.join()
    return received, clean
