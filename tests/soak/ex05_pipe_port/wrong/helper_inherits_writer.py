# verdict: deadlock @ every_item_in_order (fork)
# A second child is started before the write end is closed, inherits it and then waits for the end.
import multiprocessing as mp


def producer(conn, items):
    for item in items:
        conn.send(item)
    conn.close()


def counter(inlet, outlet):
    """Stand between producer and caller, and append a total."""
    count = 0
    while True:
        try:
            item = inlet.recv()
        except (EOFError, OSError):
            break
        outlet.send(("item", item))
        count += 1
    outlet.send(("total", count))
    outlet.close()


def run(items):
    r1, w1 = mp.Pipe(duplex=False)
    r2, w2 = mp.Pipe(duplex=False)
    first = mp.Process(target=producer, args=(w1, items))
    second = mp.Process(target=counter, args=(r1, w2))
    first.start()
    second.start()
    for conn in (w1, r1, w2):
        conn.close()
    received, total = [], None
    while True:
        try:
            kind, value = r2.recv()
        except (EOFError, OSError):
            break
        if kind == "total":
            total = value
        else:
            received.append(value)
    r2.close()
    first.join()
    second.join()
    return received, first.exitcode == 0 and total == len(items)
