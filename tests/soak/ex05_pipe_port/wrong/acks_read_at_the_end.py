# verdict: deadlock | crashed @ sender_exits_half_way
# The child reads no acknowledgement before its last send: both sides fill their pipe and block.
import multiprocessing as mp


def sender(conn, items):
    for item in items:
        conn.send(("item", item))
    for _ in items:
        conn.recv()
    conn.send(("end", None))
    conn.close()


def run(items):
    here, there = mp.Pipe()
    p = mp.Process(target=sender, args=(there, items))
    p.start()
    there.close()
    received, clean = [], False
    while True:
        try:
            kind, item = here.recv()
        except EOFError:
            break
        if kind == "end":
            clean = True
            break
        received.append(item)
        here.send("ok")
    here.close()
    p.join()
    return received, clean
