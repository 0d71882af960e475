"""A subclass of Process; the caller knows how many messages have to come, so no end mark is needed."""

import multiprocessing as mp
import pickle


class Sender(mp.Process):
    def __init__(self, items: list, receiver, writer):
        super().__init__(name="sender")
        self.items = items
        self.receiver = receiver
        self.writer = writer

    def run(self) -> None:
        self.receiver.close()
        for item in self.items:
            self.writer.send(item)
        self.writer.close()


def run(items: list) -> tuple[list, bool]:
    expected = len(items)
    received: list = []
    receiver, writer = mp.Pipe(duplex=False)
    sender = Sender(items, receiver, writer)
    try:
        try:
            sender.start()
        finally:
            writer.close()
        try:
            while len(received) < expected:
                try:
                    message = receiver.recv_bytes()
                except (EOFError, OSError):
                    break
                received.append(pickle.loads(message))
        finally:
            receiver.close()
            sender.join()
            sender.close()
    finally:
        receiver.close()
    return received, len(received) == expected
