"""The block is a temporary file that every worker maps."""

import hashlib
import mmap
import multiprocessing as mp
import os
import sys
import tempfile
from array import array


class Squarer(mp.Process):
    def __init__(self, path, first, last):
        super().__init__()
        self.path, self.first, self.last = path, first, last

    def run(self):
        with open(self.path, "r+b") as file, mmap.mmap(file.fileno(), 0) as block:
            for low in range(self.first, self.last, 4096):
                high = min(low + 4096, self.last)
                numbers = array("q", [i * i for i in range(low, high)])
                if sys.byteorder == "big":
                    numbers.byteswap()
                block[8 * low:8 * high] = numbers.tobytes()


class ByteCounter(mp.Process):
    def __init__(self, path, value, first, last, answer):
        super().__init__()
        self.path, self.value, self.answer = path, value, answer
        self.first, self.last = first, last

    def run(self):
        page = mmap.ALLOCATIONGRANULARITY
        offset = self.first // page * page
        total = 0
        with open(self.path, "rb") as file:
            with mmap.mmap(file.fileno(), self.last - offset,
                           access=mmap.ACCESS_READ, offset=offset) as window:
                window.seek(self.first - offset)
                while chunk := window.read(1 << 18):
                    total += chunk.count(self.value)
        self.answer.send(total)
        self.answer.close()


def shares(total, workers):
    size = max(1, -(-total // workers))
    return [(low, min(low + size, total)) for low in range(0, total, size)]


def squares(n: int, workers: int) -> str:
    digest = hashlib.sha256()
    if n == 0:
        return digest.hexdigest()
    fd, path = tempfile.mkstemp()
    try:
        os.ftruncate(fd, 8 * n)
        crew = [Squarer(path, first, last) for first, last in shares(n, workers)]
        for child in crew:
            child.start()
        for child in crew:
            child.join()
        if any(child.exitcode for child in crew):
            raise RuntimeError("squares are missing")
        with mmap.mmap(fd, 8 * n, access=mmap.ACCESS_READ) as block:
            digest.update(block)
    finally:
        os.close(fd)
        os.unlink(path)
    return digest.hexdigest()


def count_byte(path: str, value: int, workers: int) -> int:
    crew, total = [], 0
    for first, last in shares(os.path.getsize(path), workers):
        reader, writer = mp.Pipe(duplex=False)
        child = ByteCounter(path, value, first, last, writer)
        child.start()
        writer.close()
        crew.append((child, reader))
    try:
        for child, reader in crew:
            total += reader.recv()
    finally:
        for child, reader in crew:
            reader.close()
            child.join()
            child.close()
    return total
