# verdict: wrong @ sudden_ends
"""A MemoryHandler keeps up to a hundred records in the child, which os._exit and kill lose."""

import copy
import logging
import multiprocessing as mp
from logging.handlers import MemoryHandler
from multiprocessing.connection import wait


class PipeHandler(logging.Handler):
    def __init__(self, index, conn):
        super().__init__()
        self.index = index
        self.conn = conn

    def emit(self, record):
        line = f"{self.index} {record.levelname} {record.getMessage()}\n"
        self.conn.send_bytes(line.encode("utf-8"))


class Buffered(MemoryHandler):
    def emit(self, record):
        frozen = copy.copy(record)  # the arguments may change before the flush
        frozen.msg, frozen.args = record.getMessage(), None
        super().emit(frozen)


def work(index, job, conn):
    handler = Buffered(100, flushLevel=logging.ERROR, target=PipeHandler(index, conn))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.DEBUG)
    try:
        job()
    finally:
        handler.flush()  # also if the job raised or called sys.exit


def run(path, jobs):
    crew, readers = [], []
    for i, job in enumerate(jobs):
        reader, writer = mp.Pipe(duplex=False)
        process = mp.Process(target=work, args=(i, job, writer))
        process.start()
        writer.close()
        crew.append(process)
        readers.append(reader)
    with open(path, "wb") as file:
        while readers:
            for reader in wait(readers):
                try:
                    file.write(reader.recv_bytes())
                except EOFError:
                    readers.remove(reader)
                    reader.close()
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
