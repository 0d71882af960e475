# verdict: wrong | early @ falsy_items
# `while item := recv()` takes the first 0, "", [] or None for the end of the items.
import multiprocessing as mp


def emit(conn, unused, items):
    unused.close()
    try:
        for item in items:
            conn.send(item)
    except BrokenPipeError:
        pass
    conn.close()


def run(items):
    rx, tx = mp.Pipe(duplex=False)
    p = mp.Process(target=emit, args=(tx, rx, items))
    p.start()
    tx.close()
    received = []
    try:
        while item := rx.recv():
            received.append(item)
    except (EOFError, OSError):
        pass
    rx.close()
    p.join()
    return received, p.exitcode == 0
