# verdict: deadlock | timeout @ together
"""No more jobs run at a time than the machine has cores."""

import logging
import multiprocessing as mp
import os
from multiprocessing.connection import wait


class PipeHandler(logging.Handler):
    def __init__(self, index, conn):
        super().__init__()
        self.index = index
        self.conn = conn

    def emit(self, record):
        line = f"{self.index} {record.levelname} {record.getMessage()}\n"
        self.conn.send_bytes(line.encode())


def work(index, job, conn):
    root = logging.getLogger()
    root.handlers[:] = [PipeHandler(index, conn)]
    root.setLevel(logging.DEBUG)
    job()


def run(path, jobs):
    limit = os.cpu_count() or 1  # more would only get in each other's way
    crew, readers = [], []
    with open(path, "wb") as file:
        while readers or len(crew) < len(jobs):
            while len(readers) < limit and len(crew) < len(jobs):
                reader, writer = mp.Pipe(duplex=False)
                process = mp.Process(target=work, args=(len(crew), jobs[len(crew)], writer))
                process.start()
                writer.close()
                crew.append(process)
                readers.append(reader)
            for reader in wait(readers):
                try:
                    file.write(reader.recv_bytes())
                except EOFError:
                    readers.remove(reader)
                    reader.close()
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
