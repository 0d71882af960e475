# verdict: deadlock @ every_item_in_order (fork)
# The child waits for the caller to hang up, but a forked child holds a copy of the caller's end.
import multiprocessing as mp


def child(conn, items):
    for item in items:
        conn.send(("item", item))
    conn.send(("done", None))
    try:
        conn.recv()  # stay until the caller has closed its end: everything was read
    except EOFError:
        pass
    conn.close()


def run(items):
    parent_conn, child_conn = mp.Pipe()
    p = mp.Process(target=child, args=(child_conn, items))
    p.start()
    child_conn.close()
    received, clean = [], False
    try:
        while True:
            kind, item = parent_conn.recv()
            if kind == "done":
                clean = True
                break
            received.append(item)
    except (EOFError, OSError):
        pass
    parent_conn.close()
    p.join()
    return received, clean
