# verdict: leaked @ every_item_in_order
# Returns after the end mark without join(): the exited child stays a zombie, its sentinel open.
import multiprocessing as mp


def sender(conn, items):
    for item in items:
        conn.send((item,))
    conn.send("end")
    conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    mp.Process(target=sender, args=(w, items)).start()
    w.close()
    received = []
    with r:
        try:
            while (message := r.recv()) != "end":
                received.append(message[0])
        except (EOFError, OSError):
            return received, False
    return received, True
