# right: a Process subclass owns the sending, a small class the receiving
import multiprocessing as mp


class Sender(mp.Process):
    def __init__(self, conn, items):
        super().__init__(name="pipe-sender")
        self.conn = conn
        self.items = items

    def run(self):
        for number, item in enumerate(self.items):
            self.conn.send((number, item))
        self.conn.send((-1, None))
        self.conn.close()


class Inbox:
    def __init__(self, conn):
        self.conn = conn
        self.items = []
        self.complete = False

    def fill(self):
        with self.conn:
            try:
                while not self.complete:
                    number, item = self.conn.recv()
                    if number < 0:
                        self.complete = True
                    else:
                        assert number == len(self.items)
                        self.items.append(item)
            except (EOFError, OSError):
                pass


def run(items):
    receive_end, send_end = mp.Pipe(duplex=False)
    sender = Sender(send_end, items)
    sender.start()
    send_end.close()
    inbox = Inbox(receive_end)
    inbox.fill()
    sender.join()
    return inbox.items, inbox.complete
