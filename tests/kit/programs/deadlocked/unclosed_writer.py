"""A reader waits for the end of a pipe whose write end its parent has not closed.

says: reader waits for more data or for the end of the pipe, and neither comes: the other end is still open in
methods: fork spawn forkserver
"""

import multiprocessing


def read(reader):
    try:
        while True:
            reader.recv()  # ■ reader: connection.recv()
    except EOFError:
        pass


def run():
    reader, writer = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.Process(target=read, args=(reader,))
    child.start()
    writer.send("last")
    child.join()  # ■ main: process.join()
    writer.close()
