# verdict: leaked @ every_item_in_order
# Keeps every connection in a module-level list "so that none is collected", and never closes them.
import multiprocessing as mp

_connections = []


def open_pipe():
    receiver, sender = mp.Pipe(duplex=False)
    _connections.append(receiver)
    return receiver, sender


def send(conn, items):
    for item in items:
        conn.send(("item", item))
    conn.send(("end", len(items)))
    conn.close()


def run(items):
    receiver, sender = open_pipe()
    p = mp.Process(target=send, args=(sender, items))
    p.start()
    sender.close()
    received = []
    clean = False
    while not clean:
        try:
            kind, value = receiver.recv()
        except (EOFError, OSError):
            break
        if kind == "end":
            clean = True
        else:
            received.append(value)
    p.join()
    return received, clean
