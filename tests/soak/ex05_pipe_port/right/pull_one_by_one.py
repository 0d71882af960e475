# right: the caller asks for the next item and hangs up when it has been told there is no more
import multiprocessing as mp


def serve(conn, other_end, items):
    other_end.close()
    source = iter(items)
    while True:
        try:
            request = conn.recv()
        except EOFError:
            return
        assert request == "next"
        try:
            item = next(source)
        except StopIteration:
            conn.send((None, False))
        else:
            conn.send((item, True))


class RemoteItems:
    """Iterate over the items of another process; `finished` says whether it got to its end."""

    def __init__(self, conn):
        self.conn = conn
        self.finished = False

    def __iter__(self):
        return self

    def __next__(self):
        try:
            self.conn.send("next")
            item, there_is_one = self.conn.recv()
        except (EOFError, OSError):
            raise StopIteration from None
        if not there_is_one:
            self.finished = True
            raise StopIteration
        return item


def run(items):
    a, b = mp.Pipe(duplex=True)
    p = mp.Process(target=serve, args=(b, a, items))
    p.start()
    b.close()
    remote = RemoteItems(a)
    received = list(remote)
    a.close()
    p.join()
    return received, remote.finished
