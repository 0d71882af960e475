# verdict: leaked @ every_item_in_order
# A daemon thread receives and holds the write end itself: it is still in recv() at the return.
import multiprocessing as mp
import threading


def sender(conn, items):
    for item in items:
        conn.send(("item", item))
    conn.send(("end", None))
    conn.close()


class Receiver(threading.Thread):
    def __init__(self):
        super().__init__(daemon=True)
        self.reader, self.writer = mp.Pipe(duplex=False)
        self.received = []
        self.complete = threading.Event()

    def run(self):
        while True:
            try:
                kind, item = self.reader.recv()
            except (EOFError, OSError):
                break
            if kind == "end":
                self.complete.set()
            else:
                self.received.append(item)


def run(items):
    receiver = Receiver()
    p = mp.Process(target=sender, args=(receiver.writer, items))
    p.start()
    receiver.start()
    p.join()
    clean = p.exitcode == 0 and receiver.complete.wait(2)
    return receiver.received, clean
