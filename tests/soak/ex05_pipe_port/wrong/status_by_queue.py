# verdict: forbidden @ every_item_in_order
# Items go over the Pipe, but the sender's status comes through an mp.Queue.
import multiprocessing as mp
import queue


def sender(conn, status, items):
    for item in items:
        conn.send(item)
    status.put("ok")
    conn.close()


def run(items):
    status = mp.Queue()
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=sender, args=(w, status, items))
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
    try:
        clean = status.get(timeout=0.2) == "ok"
    except queue.Empty:
        clean = False
    status.close()
    status.join_thread()
    return received, clean
