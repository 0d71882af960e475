# right: reads on to the end of the file; a class object seen just before it tells a full stop
import multiprocessing as mp


class EndOfItems:
    """The class itself is the mark: pickle sends it by name, so `is` works on the other side."""


def worker(conn, items):
    for x in items:
        conn.send(x)
    conn.send(EndOfItems)


def run(items):
    rx, tx = mp.Pipe(duplex=False)
    p = mp.Process(target=worker, args=(tx, items))
    p.start()
    tx.close()
    received = []
    with rx:
        while True:
            try:
                received.append(rx.recv())
            except (EOFError, OSError):
                break
    p.join()
    clean = bool(received) and received[-1] is EndOfItems
    if clean:
        received.pop()
    return received, clean
