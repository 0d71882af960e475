# verdict: wrong @ lines | sudden_ends
"""Lines are sent in batches, and the last batch of a job is left to atexit."""

import atexit
import logging
import multiprocessing as mp
from multiprocessing.connection import wait

BATCH = 20


class BatchHandler(logging.Handler):
    """Sending each line by itself is slow."""

    def __init__(self, index, conn):
        super().__init__()
        self.index = index
        self.conn = conn
        self.batch = []
        atexit.register(self.send)

    def emit(self, record):
        line = f"{self.index} {record.levelname} {record.getMessage()}\n"
        self.batch.append(line.encode())
        if len(self.batch) >= BATCH:
            self.send()

    def send(self):
        if self.batch:
            self.conn.send_bytes(b"".join(self.batch))
            self.batch.clear()


def work(index, job, conn):
    root = logging.getLogger()
    root.handlers[:] = [BatchHandler(index, conn)]
    root.setLevel(logging.DEBUG)
    job()


def run(path, jobs):
    crew, readers = [], set()
    for i, job in enumerate(jobs):
        reader, writer = mp.Pipe(duplex=False)
        crew.append(mp.Process(target=work, args=(i, job, writer)))
        crew[-1].start()
        writer.close()
        readers.add(reader)
    with open(path, "wb") as file:
        while readers:
            for reader in wait(readers):
                try:
                    file.write(reader.recv_bytes())
                except EOFError:
                    reader.close()
                    readers.discard(reader)
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
