# verdict: wrong | crashed @ every_item_in_order
# Returns the list alone, without the flag.
import multiprocessing as mp


def produce(conn, items):
    for item in items:
        conn.send(item)
    conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=produce, args=(w, items))
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
    return received
