# verdict: wrong @ together
"""A line longer than PIPE_BUF goes in several writes, between which others may write."""

import logging
import multiprocessing as mp
import os
import select


class RawPipeHandler(logging.Handler):
    def __init__(self, index, conn):
        super().__init__()
        self.index = index
        self.conn = conn

    def emit(self, record):
        line = f"{self.index} {record.levelname} {record.getMessage()}\n".encode()
        # Up to PIPE_BUF bytes are written at once, so no lock is needed.
        for start in range(0, len(line), select.PIPE_BUF):
            os.write(self.conn.fileno(), line[start : start + select.PIPE_BUF])


def work(index, job, conn):
    root = logging.getLogger()
    root.handlers[:] = [RawPipeHandler(index, conn)]
    root.setLevel(logging.DEBUG)
    job()


def run(path, jobs):
    reader, writer = mp.Pipe(duplex=False)
    crew = [mp.Process(target=work, args=(i, job, writer)) for i, job in enumerate(jobs)]
    for process in crew:
        process.start()
    writer.close()

    with open(path, "wb") as file, reader:
        while data := os.read(reader.fileno(), 1 << 16):
            file.write(data)

    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
