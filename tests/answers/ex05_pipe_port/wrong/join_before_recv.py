# verdict: deadlock @ big_item
# Joins the sender before reading: one that fills the pipe's buffer blocks in send() for ever.
import multiprocessing as mp


def _sender(conn, items):
    for item in items:
        conn.send(("item", item))
    conn.send(("end", None))
    conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=_sender, args=(w, items))
    p.start()
    w.close()
    p.join()
    received = []
    try:
        while True:
            tag, value = r.recv()
            if tag == "end":
                return received, True
            received.append(value)
    except (EOFError, OSError):
        return received, False
    finally:
        r.close()
