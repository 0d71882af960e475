# verdict: wrong @ lines | levels | texts | arguments | sudden_ends | ends
"""The exit codes are read before the joins, when a process may not quite have ended: None."""

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
    with conn:
        job()


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

    codes = [process.exitcode for process in crew]  # all pipes have ended
    for process in crew:
        process.join()
    return codes
