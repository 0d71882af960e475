# verdict: crashed @ big_item
# recv_bytes() with a maximum of 64 KiB raises OSError on the first bigger message.
import multiprocessing as mp
import pickle

LIMIT = 64 * 1024


def sender(conn, other, items):
    other.close()
    try:
        for item in items:
            conn.send_bytes(b"+" + pickle.dumps(item))
        conn.send_bytes(b"-")
    except BrokenPipeError:
        pass
    conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=sender, args=(w, r, items))
    p.start()
    w.close()
    received, clean = [], False
    while True:
        try:
            frame = r.recv_bytes(LIMIT)
        except EOFError:
            break
        if frame == b"-":
            clean = True
            break
        received.append(pickle.loads(frame[1:]))
    r.close()
    p.join()
    return received, clean
