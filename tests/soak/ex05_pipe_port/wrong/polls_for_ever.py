# verdict: timeout @ every_item_in_order
# With its own write end open there is no EOF, and the 50 ms poll loop asks for nothing else.
import multiprocessing as mp


def sender(conn, items):
    for item in items:
        conn.send(item)
    conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=sender, args=(w, items))
    p.start()
    received = []
    while True:
        if not r.poll(0.05):
            continue
        try:
            received.append(r.recv())
        except EOFError:
            break
    p.join()
    r.close()
    w.close()
    return received, p.exitcode == 0
