# verdict: wrong | crashed @ falsy_items
# JSON is no pickle: tuples come back as lists, and bytes or other objects cannot be sent at all.
import json
import multiprocessing as mp


def sender(conn, items):
    for item in items:
        conn.send_bytes(json.dumps({"item": item}).encode())
    conn.send_bytes(b"{}")
    conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=sender, args=(w, items))
    p.start()
    w.close()
    received, clean = [], False
    while True:
        try:
            message = json.loads(r.recv_bytes())
        except (EOFError, OSError):
            break
        if "item" not in message:
            clean = True
            break
        received.append(message["item"])
    r.close()
    p.join()
    return received, clean
