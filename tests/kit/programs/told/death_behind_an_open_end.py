"""A sender dies, and the caller, which holds the same end, does not see the end of the pipe.

verdict: deadlock
says: main waits for more data or for the end of the pipe, and neither comes: the other end is still open in main itself
"""

import multiprocessing as mp
import os


def send(writer):
    writer.send(1)
    os._exit(9)


def run():
    reader, writer = mp.Pipe(duplex=False)
    mp.Process(target=send, args=(writer,)).start()
    while True:
        reader.recv()
