# verdict: wrong @ late_job
"""If no line comes for a second, reading ends, although jobs may log again later."""

import logging
import multiprocessing as mp
from multiprocessing.connection import wait


class PipeHandler(logging.Handler):
    def __init__(self, index, conn):
        super().__init__()
        self.index = index
        self.conn = conn

    def emit(self, record):
        self.conn.send_bytes(f"{self.index} {record.levelname} {record.getMessage()}\n".encode())


def work(index, job, conn):
    root = logging.getLogger()
    root.handlers[:] = [PipeHandler(index, conn)]
    root.setLevel(logging.DEBUG)
    job()


def run(path, jobs):
    crew = []
    readers = []
    for i, job in enumerate(jobs):
        reader, writer = mp.Pipe(duplex=False)
        process = mp.Process(target=work, args=(i, job, writer))
        process.start()
        writer.close()
        crew.append(process)
        readers.append(reader)

    started = False
    with open(path, "wb") as file:
        while readers:
            # Starting may take long, but then the lines follow each other.
            ready = wait(readers, timeout=1.0 if started else None)
            if not ready:
                break
            started = True
            for reader in ready:
                try:
                    file.write(reader.recv_bytes())
                except EOFError:
                    readers.remove(reader)
                    reader.close()

    for process in crew:
        process.join()
    for reader in readers:
        reader.close()
    return [process.exitcode for process in crew]
