# verdict: wrong @ callers_log
"""basicConfig without force does nothing in a forked child when the caller has handlers."""

import logging
import multiprocessing as mp
from multiprocessing.connection import wait


class Sender(logging.Handler):
    def __init__(self, conn):
        super().__init__()
        self.conn = conn

    def emit(self, record):
        self.conn.send_bytes(self.format(record).encode())


def work(i, job, conn):
    logging.basicConfig(
        format=f"{i} %(levelname)s %(message)s",
        level=logging.DEBUG,
        handlers=[Sender(conn)],
    )
    job()


def run(path: str, jobs) -> list[int]:
    crew, conns = [], []
    for i, job in enumerate(jobs):
        ours, theirs = mp.Pipe(duplex=False)
        process = mp.Process(target=work, args=(i, job, theirs))
        process.start()
        theirs.close()
        crew.append(process)
        conns.append(ours)

    with open(path, "wb") as file:
        while conns:
            for conn in wait(conns):
                try:
                    file.write(conn.recv_bytes() + b"\n")
                except EOFError:
                    conns.remove(conn)
                    conn.close()

    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
