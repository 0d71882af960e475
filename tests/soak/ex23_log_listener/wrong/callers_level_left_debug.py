# verdict: wrong @ callers_log
"""The caller's root logger is set to DEBUG as well, and stays so."""

import logging
import multiprocessing as mp
from multiprocessing.connection import wait


class Sender(logging.Handler):
    def __init__(self, conn):
        super().__init__()
        self.conn = conn

    def emit(self, record):
        self.conn.send_bytes(f"{record.levelname} {record.getMessage()}\n".encode())


def listen_to_everything():
    root = logging.getLogger()
    root.setLevel(logging.DEBUG)
    return root


def work(job, conn):
    listen_to_everything().handlers = [Sender(conn)]
    job()


def run(path: str, jobs) -> list[int]:
    listen_to_everything()
    crew, index = [], {}
    for i, job in enumerate(jobs):
        ours, theirs = mp.Pipe(duplex=False)
        process = mp.Process(target=work, args=(job, theirs))
        process.start()
        theirs.close()
        crew.append(process)
        index[ours] = i
    with open(path, "wb") as file:
        while index:
            for conn in wait(list(index)):
                try:
                    line = conn.recv_bytes()
                except EOFError:
                    del index[conn]
                    conn.close()
                    continue
                file.write(str(index[conn]).encode() + b" " + line)
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
