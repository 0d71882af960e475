"""Pickles by hand in frames of bytes; no pickle is empty, so the empty frame is the end."""

import multiprocessing as mp
import pickle
from contextlib import ExitStack
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler


def send(receiver: Connection, writer: Connection, items: list) -> None:
    receiver.close()
    for item in items:
        writer.send_bytes(ForkingPickler.dumps(item))
    writer.send_bytes(b"")
    writer.close()


def finish(sender: mp.Process) -> None:
    sender.join()
    sender.close()


def run(items: list) -> tuple[list, bool]:
    received: list = []
    clean = False
    receiver, writer = mp.Pipe(duplex=False)
    with ExitStack() as stack:
        stack.callback(receiver.close)
        with writer:
            sender = mp.Process(target=send, args=(receiver, writer, items), name="sender")
            sender.start()
        stack.callback(finish, sender)
        stack.callback(receiver.close)  # before the join: nobody listens any more
        while True:
            try:
                frame = receiver.recv_bytes()
            except (EOFError, OSError):
                break
            if not frame:
                clean = True
                break
            received.append(pickle.loads(frame))
    return received, clean
