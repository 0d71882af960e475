# verdict: wrong @ lines
"""A filter of the root logger sends, but filters never see the records of other loggers."""

import logging
import multiprocessing as mp
from multiprocessing.connection import wait


class Send:
    """Sends each record, and lets none through to any handler."""

    def __init__(self, conn):
        self.conn = conn

    def filter(self, record):
        self.conn.send_bytes(f"{record.levelname} {record.getMessage()}".encode())
        return False


def work(job, conn):
    root = logging.getLogger()
    root.handlers.clear()
    root.setLevel(logging.DEBUG)
    root.addFilter(Send(conn))
    job()


def run(path, jobs):
    crew = []
    conns = {}
    for i, job in enumerate(jobs):
        ours, theirs = mp.Pipe(duplex=False)
        crew.append(mp.Process(target=work, args=(job, theirs)))
        crew[-1].start()
        theirs.close()
        conns[ours] = i
    with open(path, "w", encoding="utf-8") as file:
        while conns:
            for conn in wait(list(conns)):
                try:
                    line = conn.recv_bytes().decode()
                except EOFError:
                    conns.pop(conn)
                    conn.close()
                else:
                    print(conns[conn], line, file=file)
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
