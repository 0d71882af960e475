"""A SocketHandler sends frames to a Unix socket; the caller accepts, reads and watches the jobs."""

import logging
import multiprocessing as mp
import os
import socket
import struct
import tempfile
from collections.abc import Callable
from logging.handlers import SocketHandler
from multiprocessing.connection import wait

_SIZE = struct.Struct(">I")


class _FrameHandler(SocketHandler):
    def __init__(self, address: str, index: int) -> None:
        super().__init__(address, None)
        self.index = index

    def makeSocket(self, timeout: float = 1) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(None)  # SocketHandler's own drops a record after a second
        connection.connect(self.address)
        return connection

    def makePickle(self, record: logging.LogRecord) -> bytes:
        line = f"{self.index} {record.levelname} {record.getMessage()}\n".encode()
        return _SIZE.pack(len(line)) + line


def _work(job: Callable[[], object], address: str, index: int) -> None:
    root = logging.getLogger()
    root.handlers = [_FrameHandler(address, index)]
    root.setLevel(logging.DEBUG)
    job()


def _read(stream: socket.socket, size: int) -> bytes:
    """Up to size bytes; fewer only at the end."""
    data = bytearray()
    while len(data) < size and (chunk := stream.recv(size - len(data))):
        data += chunk
    return bytes(data)


def run(path: str, jobs: list[Callable[[], object]]) -> list[int]:
    with (
        tempfile.TemporaryDirectory() as folder,
        socket.socket(socket.AF_UNIX) as server,
        open(path, "wb") as file,
    ):
        address = os.path.join(folder, "log")
        server.bind(address)
        server.listen(len(jobs) + 1)
        server.setblocking(False)
        crew = [mp.Process(target=_work, args=(job, address, i)) for i, job in enumerate(jobs)]
        for process in crew:
            process.start()

        alive = {process.sentinel for process in crew}
        streams: set[socket.socket] = set()
        while alive or streams:
            ready = wait([server, *streams, *alive])
            for stream in streams.intersection(ready):
                if head := _read(stream, _SIZE.size):
                    file.write(_read(stream, *_SIZE.unpack(head)))
                else:
                    streams.remove(stream)
                    stream.close()
            alive.difference_update(ready)
            try:  # after the look at who has ended, for who ended may wait here, unaccepted
                while server in ready or not alive:
                    stream, _ = server.accept()
                    stream.setblocking(True)
                    streams.add(stream)
            except BlockingIOError:
                pass
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
