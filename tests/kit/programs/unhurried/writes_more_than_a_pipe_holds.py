"""Two children write with os.write more than their pipes hold, and one is read after the other."""

import multiprocessing as mp
import os
from multiprocessing.connection import Connection

MUCH = 200_000


def write(end):
    os.write(end.fileno(), b"x" * MUCH)


if __name__ == "__main__":
    readers = []
    for _ in range(2):
        reader, writer = os.pipe()
        with Connection(writer, readable=False) as end:
            mp.Process(target=write, args=(end,)).start()
        readers.append(reader)
    for reader in readers:
        read = 0
        while chunk := os.read(reader, 1 << 16):
            read += len(chunk)
        os.close(reader)
        print(read)
    for child in mp.active_children():
        child.join()
