# verdict: early | wrong @ falsy_items
# A guard against "empty messages" throws away 0, "", [] and None, which are data.
import multiprocessing as mp


class Feed(mp.Process):
    def __init__(self, conn, items):
        super().__init__()
        self.conn, self.items = conn, items

    def run(self):
        for item in self.items:
            self.conn.send(("item", item))
        self.conn.send(("eof", None))
        self.conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    feed = Feed(w, items)
    feed.start()
    w.close()
    received, clean = [], False
    try:
        while not clean:
            kind, item = r.recv()
            if kind == "eof":
                clean = True
            elif item:
                received.append(item)
    except (EOFError, OSError):
        pass
    r.close()
    feed.join()
    return received, clean
