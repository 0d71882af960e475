# verdict: wrong @ again
# The result list is a module global: the second run returns the first one's items too.
import multiprocessing as mp

received = []


def child(conn, items):
    for item in items:
        conn.send(("item", item))
    conn.send(("end", len(items)))
    conn.close()


def run(items):
    here, there = mp.Pipe(duplex=False)
    worker = mp.Process(target=child, args=(there, items))
    worker.start()
    there.close()
    clean = False
    try:
        while True:
            kind, value = here.recv()
            if kind == "end":
                clean = True
                break
            received.append(value)
    except EOFError:
        pass
    here.close()
    worker.join()
    return list(received), clean
