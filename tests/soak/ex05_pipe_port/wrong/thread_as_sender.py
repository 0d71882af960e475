# verdict: wrong | forbidden @ every_item_in_order
# A thread of the caller sends, there is no child process at all.
import multiprocessing as mp
import threading


def send_all(conn, items):
    with conn:
        for item in items:
            conn.send(("item", item))
        conn.send(("end", None))


def run(items):
    r, w = mp.Pipe(duplex=False)
    t = threading.Thread(target=send_all, args=(w, items))
    t.start()
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
    t.join()
    return received, clean
