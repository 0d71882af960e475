# verdict: wrong @ every_item_in_order
import multiprocessing as mp
from multiprocessing.connection import Client, Listener


def send(address, items):
    with Client(address) as writer:
        for item in items:
            writer.send((True, item))
        writer.send((False, None))


def run(items):
    received, clean = [], False
    with Listener(None, "AF_UNIX") as listener:
        sender = mp.Process(target=send, args=(listener.address, items))
        sender.start()
        with listener.accept() as reader:
            try:
                while True:
                    more, item = reader.recv()
                    if not more:
                        clean = True
                        break
                    received.append(item)
            except (EOFError, OSError):
                pass
    sender.join()
    return received, clean
