# verdict: crashed @ sender_exits_half_way
# Waits for its end mark only: a sender that dies first leaves an unhandled EOFError in the caller.
import multiprocessing as mp


def produce(conn, items):
    for item in items:
        conn.send((False, item))
    conn.send((True, None))
    conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=produce, args=(w, items))
    p.start()
    w.close()
    received = []
    while True:
        last, item = r.recv()
        if last:
            break
        received.append(item)
    p.join()
    r.close()
    return received, p.exitcode == 0
