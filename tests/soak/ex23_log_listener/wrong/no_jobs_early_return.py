# verdict: wrong @ no_jobs
"""Without jobs it returns at once, and leaves the file missing or as it was."""

import logging
import multiprocessing as mp
from multiprocessing.connection import wait


class Sender(logging.Handler):
    def __init__(self, conn):
        super().__init__()
        self.conn = conn

    def emit(self, record):
        self.conn.send_bytes(f"{record.levelname} {record.getMessage()}\n".encode())


def work(job, conn):
    root = logging.getLogger()
    root.handlers = [Sender(conn)]
    root.setLevel(logging.DEBUG)
    job()


def run(path: str, jobs) -> list[int]:
    if not jobs:
        return []
    crew, index = [], {}
    for i, job in enumerate(jobs):
        ours, theirs = mp.Pipe(duplex=False)
        process = mp.Process(target=work, args=(job, theirs))
        process.start()
        theirs.close()
        crew.append(process)
        index[ours] = b"%d " % i
    with open(path, "wb") as file:
        while index:
            for conn in wait(list(index)):
                try:
                    file.write(index[conn] + conn.recv_bytes())
                except EOFError:
                    index.pop(conn)
                    conn.close()
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
