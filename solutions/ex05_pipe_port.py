"""Send over a one-way Pipe: an end mark proves that all was sent, EOF alone that nobody is left."""

import multiprocessing as mp
from multiprocessing.connection import Connection
from typing import Any

ITEM, END = "item", "end"


def send(reader: Connection, writer: Connection, items: list) -> None:
    """Send each item, tagged, and then the end mark."""
    reader.close()  # Or the sender would keep its own pipe alive after the caller has gone.
    with writer:
        for item in items:
            writer.send((ITEM, item))
        writer.send((END, None))


def receive(reader: Connection) -> tuple[list, bool]:
    """Collect items up to the end mark (True) or to a premature end of the stream (False)."""
    received: list[Any] = []
    try:
        while True:
            tag, item = reader.recv()
            if tag == END:
                return received, True
            received.append(item)
    except (EOFError, OSError):  # OSError: the sender died in the middle of a message.
        return received, False


def run(items: list) -> tuple[list, bool]:
    """Receive the items from a child process, and tell whether it got through all of them."""
    reader, writer = mp.Pipe(duplex=False)
    sender = mp.Process(target=send, args=(reader, writer, items), name="sender")
    with reader:
        with writer:  # Closed as soon as the child has its copy: no writer, no EOF.
            sender.start()
        result = receive(reader)
    sender.join()
    return result
