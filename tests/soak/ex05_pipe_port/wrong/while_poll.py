# verdict: early @ every_item_in_order
# poll() says whether something is there now, not whether more will come: stops before the sender.
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
        while r.poll():
            received.append(r.recv())
    except EOFError:
        pass
    p.join()
    r.close()
    return received, p.exitcode == 0
