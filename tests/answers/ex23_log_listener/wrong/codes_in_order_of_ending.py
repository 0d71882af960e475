# verdict: wrong @ sudden_ends
"""The exit codes are returned in the order in which the jobs ended."""

import logging
import multiprocessing as mp
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
    crew = {}
    for i, job in enumerate(jobs):
        reader, writer = mp.Pipe(duplex=False)
        crew[reader] = mp.Process(target=work, args=(i, job, writer))
        crew[reader].start()
        writer.close()

    codes = []
    with open(path, "wb") as file:
        while crew:
            for reader in wait(crew):
                try:
                    file.write(reader.recv_bytes())
                except EOFError:
                    process = crew.pop(reader)
                    process.join()
                    codes.append(process.exitcode)
                    reader.close()
    return codes
