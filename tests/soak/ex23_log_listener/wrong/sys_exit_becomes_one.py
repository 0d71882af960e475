# verdict: wrong @ sudden_ends
"""Whatever the job raises makes the exit code 1, even SystemExit with a code of its own."""

import logging
import multiprocessing as mp
import sys
import traceback
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
    try:
        job()
    except BaseException:
        traceback.print_exc()
        sys.exit(1)


def run(path, jobs):
    crew, readers = [], []
    for i, job in enumerate(jobs):
        reader, writer = mp.Pipe()
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
