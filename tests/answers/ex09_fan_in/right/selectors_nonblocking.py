"""Reads sockets that do not block, and cuts messages out of what came."""

import multiprocessing as mp
import pickle
import selectors
import socket
from multiprocessing.reduction import ForkingPickler


def send_frame(sock, data):
    sock.sendall(len(data).to_bytes(8, "big"))
    sock.sendall(data)


def produce(sock, source):
    for item in source:
        send_frame(sock, ForkingPickler.dumps(item))
    send_frame(sock, b"")  # An empty frame is the end; a pickle has at least one byte.


class Inlet:
    def __init__(self, name, source):
        self.name = name
        self.done = False
        self.buffer = bytearray()
        self.sock, theirs = socket.socketpair()
        self.process = mp.Process(target=produce, args=(theirs, source), name=name)
        self.process.start()
        theirs.close()
        self.sock.setblocking(False)

    def frames(self):
        while len(self.buffer) >= 8:
            size = int.from_bytes(self.buffer[:8], "big")
            if len(self.buffer) < 8 + size:
                return
            frame = bytes(self.buffer[8 : 8 + size])
            del self.buffer[: 8 + size]
            yield frame


def run(sources, handle):
    inlets = [Inlet(name, source) for name, source in sources.items()]
    with selectors.DefaultSelector() as selector:
        for inlet in inlets:
            selector.register(inlet.sock, selectors.EVENT_READ, inlet)
        while selector.get_map():
            for key, _ in selector.select():
                inlet = key.data
                try:
                    chunk = inlet.sock.recv(1 << 16)
                except BlockingIOError:
                    continue
                except ConnectionError:
                    chunk = b""
                if not chunk:
                    selector.unregister(inlet.sock)
                    inlet.sock.close()
                    continue
                inlet.buffer += chunk
                for frame in inlet.frames():
                    if frame:
                        handle(inlet.name, pickle.loads(frame))
                    else:
                        inlet.done = True
    for inlet in inlets:
        inlet.process.join()
    return {inlet.name: "done" if inlet.done else "died" for inlet in inlets}
