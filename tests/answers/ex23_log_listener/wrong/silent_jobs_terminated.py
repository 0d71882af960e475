# verdict: wrong @ lines | sudden_ends | late_job
"""If no line comes for some seconds, the jobs that still run are terminated."""

import logging
import multiprocessing as mp
from multiprocessing.connection import wait

PATIENCE = 2.3


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
            ready = wait(readers, timeout=PATIENCE)
            if not ready:
                for process in crew:
                    process.terminate()  # stuck; the pipes end by it
            for reader in ready:
                try:
                    file.write(reader.recv_bytes())
                except EOFError:
                    readers.remove(reader)
                    reader.close()
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
