"""The caller keeps the write ends of all pipes open, and waits for their ends.

verdict: deadlock
says: main waits for more data or for the end of several pipes, and neither comes: their other ends are still open in main itself, and nobody writes to them.
"""

import multiprocessing as mp
from multiprocessing.connection import wait


def feed(writer):
    writer.send(1)


def run():
    pipes = [mp.Pipe(duplex=False) for _ in range(2)]
    for _, writer in pipes:
        mp.Process(target=feed, args=(writer,)).start()
    readers = [reader for reader, _ in pipes]
    while readers:
        for reader in wait(readers):
            try:
                reader.recv()
            except EOFError:
                readers.remove(reader)
