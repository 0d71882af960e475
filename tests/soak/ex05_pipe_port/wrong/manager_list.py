# verdict: forbidden @ every_item_in_order
# The child appends to a Manager's list, and the Pipe carries only a "done".
import multiprocessing as mp


def sender(shared, conn, items):
    for item in items:
        shared.append(item)
    conn.send("done")
    conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    with mp.Manager() as manager:
        shared = manager.list()
        p = mp.Process(target=sender, args=(shared, w, items))
        p.start()
        w.close()
        try:
            clean = r.recv() == "done"
        except (EOFError, OSError):
            clean = False
        p.join()
        received = list(shared)
    r.close()
    return received, clean
