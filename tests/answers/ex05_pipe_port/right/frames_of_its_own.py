# the caller sends the items to the child, which writes frames of its own to the pipe
import multiprocessing as mp
import os
import pickle
import struct
from multiprocessing import connection
from multiprocessing.reduction import ForkingPickler

HEAD = struct.Struct("!Q")


class Cargo:
    """Carries the items into the child: by fork, or pickled, over a pipe of their own."""

    def __init__(self, items: list | None) -> None:
        self.items = items
        self.blob: bytes | None = None

    def __reduce__(self) -> tuple:
        self.blob = bytes(ForkingPickler.dumps(self.items))
        return Cargo, (None,)


def write_all(fd: int, data) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]


def send(writer, inlet, cargo: Cargo) -> None:
    items = cargo.items
    if items is None:
        items = pickle.loads(inlet.recv_bytes())
    inlet.close()
    fd = writer.fileno()
    for item in items:
        data = bytes(ForkingPickler.dumps(item))
        if len(data) < 4000:
            write_all(fd, HEAD.pack(len(data)) + data)
        else:
            write_all(fd, HEAD.pack(len(data)))
            write_all(fd, data)


def take_frames(buffer: bytearray, received: list) -> None:
    """Move each whole frame from the buffer to the list."""
    start = 0
    while len(buffer) - start >= HEAD.size:
        (size,) = HEAD.unpack_from(buffer, start)
        end = start + HEAD.size + size
        if len(buffer) < end:
            break
        received.append(pickle.loads(bytes(buffer[start + HEAD.size : end])))
        start = end
    del buffer[:start]


def receive(reader, sender: mp.Process, total: int) -> list:
    fd = reader.fileno()
    os.set_blocking(fd, False)
    received: list = []
    buffer = bytearray()
    while len(received) < total:
        dead = sender.exitcode is not None  # Ask first: what it wrote is then all there.
        try:
            while data := os.read(fd, 1 << 20):
                buffer += data
                take_frames(buffer, received)
            break
        except BlockingIOError:
            if dead:
                break
        connection.wait([reader], 0.1)
    return received


def run(items: list) -> tuple[list, bool]:
    total = len(items)
    cargo = Cargo(items)
    reader, writer = mp.Pipe(duplex=False)
    inlet, outlet = mp.Pipe(duplex=False)
    with reader, outlet:
        with writer, inlet:
            sender = mp.Process(target=send, args=(writer, inlet, cargo), name="sender")
            sender.start()
        try:
            try:
                if cargo.blob is not None:
                    outlet.send_bytes(cargo.blob)
            except OSError:
                pass  # It died before it had read its items.
            received = receive(reader, sender, total)
        except BaseException:
            sender.kill()  # An item cannot be unpickled, or Ctrl-C: nobody reads on.
            raise
        finally:
            outlet.close()
            sender.join()
            sender.close()
    return received, len(received) == total
