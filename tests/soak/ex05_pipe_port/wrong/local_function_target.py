# verdict: crashed @ every_item_in_order
# A function defined in run() cannot be pickled: start() fails under spawn and forkserver.
import multiprocessing as mp


def run(items):
    r, w = mp.Pipe(duplex=False)

    def sender():
        r.close()
        for item in items:
            w.send(("item", item))
        w.send(("end", None))
        w.close()

    p = mp.Process(target=sender)
    p.start()
    w.close()
    received, clean = [], False
    try:
        while not clean:
            kind, item = r.recv()
            if kind == "end":
                clean = True
            else:
                received.append(item)
    except (EOFError, OSError):
        pass
    r.close()
    p.join()
    return received, clean
