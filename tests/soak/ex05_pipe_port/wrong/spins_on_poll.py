# verdict: busy-wait @ late_items
# Asks poll(0) and is_alive() in a tight loop, which burns a core while the sender is slow.
import multiprocessing as mp


def sender(conn, items):
    for item in items:
        conn.send(("item", item))
    conn.send(("end", None))
    conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=sender, args=(w, items))
    p.start()
    w.close()
    received, clean = [], False
    while not clean:
        alive = p.is_alive()
        if r.poll(0):
            try:
                kind, item = r.recv()
            except (EOFError, OSError):
                break
            if kind == "end":
                clean = True
            else:
                received.append(item)
        elif not alive:
            break
    r.close()
    p.join()
    return received, clean
