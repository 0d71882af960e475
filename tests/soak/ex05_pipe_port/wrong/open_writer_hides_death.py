# verdict: deadlock @ sender_exits_half_way
# The end mark ends a good run, but with the caller's write end open a dead sender gives no EOF.
import multiprocessing as mp

STOP = ("stop",)


def send_all(conn, items):
    for item in items:
        conn.send(("item", item))
    conn.send(STOP)
    conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=send_all, args=(w, items))
    p.start()
    received, clean = [], False
    try:
        while True:
            message = r.recv()
            if message[0] == "stop":
                clean = True
                break
            received.append(message[1])
    except (EOFError, OSError):
        pass
    p.join()
    r.close()
    w.close()
    return received, clean
