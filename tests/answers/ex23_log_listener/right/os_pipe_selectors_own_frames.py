"""Jobs write frames to os.pipe; the caller selects, reads what is there and cuts it into frames."""

import logging
import multiprocessing as mp
import os
import selectors
import struct
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection

_HEAD = struct.Struct("!HI")  # size of the level's name, size of the message


class _FrameHandler(logging.Handler):
    def __init__(self, end: Connection) -> None:
        super().__init__()
        self.end = end

    def emit(self, record: logging.LogRecord) -> None:
        level, message = record.levelname.encode(), record.getMessage().encode()
        rest = memoryview(_HEAD.pack(len(level), len(message)) + level + message)
        while rest:
            rest = rest[os.write(self.end.fileno(), rest) :]


def _work(job: Callable[[], object], end: Connection) -> None:
    root = logging.getLogger()
    root.handlers = [_FrameHandler(end)]
    root.setLevel(logging.DEBUG)
    job()


def _frames(data: bytearray) -> Iterator[bytes]:
    """Takes all whole frames out of data."""
    start = 0
    while len(data) >= start + _HEAD.size:
        name, text = _HEAD.unpack_from(data, start)
        middle = start + _HEAD.size + name
        if len(data) < middle + text:
            break
        yield data[middle - name : middle] + b" " + data[middle : middle + text] + b"\n"
        start = middle + text
    del data[:start]


def run(path: str, jobs: list[Callable[[], object]]) -> list[int]:
    crew: list[mp.Process] = []
    with selectors.DefaultSelector() as selector, open(path, "wb") as file:
        for i, job in enumerate(jobs):
            reader, writer = os.pipe()
            os.set_blocking(reader, False)
            with Connection(writer, readable=False) as end:  # as such it can go to any child
                process = mp.Process(target=_work, args=(job, end))
                process.start()
            crew.append(process)
            selector.register(reader, selectors.EVENT_READ, (b"%d " % i, bytearray()))

        while selector.get_map():
            for key, _ in selector.select():
                prefix, data = key.data
                if chunk := os.read(key.fd, 1 << 16):
                    data += chunk
                    file.writelines(prefix + frame for frame in _frames(data))
                else:
                    selector.unregister(key.fd)
                    os.close(key.fd)
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
