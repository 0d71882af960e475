"""Frames by hand on the descriptors, read without blocking by a selector that also watches the sender."""

import multiprocessing as mp
import os
import pickle
import selectors
import struct
from multiprocessing.reduction import ForkingPickler

HEAD = struct.Struct("!BQ")  # kind, length
ITEM, END = 1, 2


def send(receiver, writer, items: list) -> None:
    receiver.close()
    with writer, open(writer.fileno(), "wb", closefd=False) as file:
        for item in items:
            data = ForkingPickler.dumps(item)
            file.write(HEAD.pack(ITEM, len(data)))
            file.write(data)
            file.flush()
        file.write(HEAD.pack(END, 0))


def read_available(fd: int, buffer: bytearray) -> bool:
    """Read once; False at the end of the stream or if there is nothing now."""
    try:
        chunk = os.read(fd, 1 << 20)
    except BlockingIOError:
        return False
    buffer += chunk
    return bool(chunk)


def unpack(buffer: bytearray, received: list) -> bool:
    """Move whole frames from the buffer to the list; True if the end frame was met."""
    start = 0
    while len(buffer) - start >= HEAD.size:
        kind, length = HEAD.unpack_from(buffer, start)
        if kind == END:
            return True
        stop = start + HEAD.size + length
        if len(buffer) < stop:
            break
        received.append(pickle.loads(buffer[start + HEAD.size : stop]))
        start = stop
    del buffer[:start]
    return False


def receive(fd: int, sentinel: int, received: list) -> bool:
    buffer = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(fd, selectors.EVENT_READ)
        selector.register(sentinel, selectors.EVENT_READ)
        while True:
            ready = {key.fd for key, _ in selector.select()}
            if sentinel in ready:
                while read_available(fd, buffer):
                    pass
                return unpack(buffer, received)
            if not read_available(fd, buffer):
                selector.unregister(fd)  # closed; the sender will exit
            elif unpack(buffer, received):
                return True


def run(items: list) -> tuple[list, bool]:
    received: list = []
    receiver, writer = mp.Pipe(duplex=False)
    with receiver:
        with writer:
            sender = mp.Process(target=send, args=(receiver, writer, items), name="sender")
            sender.start()
        os.set_blocking(receiver.fileno(), False)
        try:
            clean = receive(receiver.fileno(), sender.sentinel, received)
        finally:
            receiver.close()
            sender.join()
            sender.close()
    return received, clean
