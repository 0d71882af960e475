# verdict: wrong @ every_item_in_order
# Collects with insert(0), so the items come back in reverse order.
import multiprocessing as mp


def produce(conn, items):
    for item in items:
        conn.send((item,))
    conn.send(())
    conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=produce, args=(w, items))
    p.start()
    w.close()
    received, clean = [], False
    try:
        while not clean:
            match r.recv():
                case (item,):
                    received.insert(0, item)
                case ():
                    clean = True
    except (EOFError, OSError):
        pass
    r.close()
    p.join()
    return received, clean
