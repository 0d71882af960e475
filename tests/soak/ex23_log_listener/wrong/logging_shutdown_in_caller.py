# verdict: wrong @ callers_log
"""logging.shutdown() closes the file at the end, and with it all handlers of the caller."""

import logging
import multiprocessing as mp
from multiprocessing.connection import wait


class Sender(logging.Handler):
    def __init__(self, index, conn):
        super().__init__()
        self.index = index
        self.conn = conn

    def emit(self, record):
        message = f"{self.index} {record.levelname} {record.getMessage()}"
        self.conn.send(message)


def work(index, job, conn):
    root = logging.getLogger()
    root.handlers = [Sender(index, conn)]
    root.setLevel(logging.DEBUG)
    job()


def run(path: str, jobs) -> list[int]:
    crew, conns = [], []
    for index, job in enumerate(jobs):
        ours, theirs = mp.Pipe(duplex=False)
        process = mp.Process(target=work, args=(index, job, theirs))
        process.start()
        theirs.close()
        crew.append(process)
        conns.append(ours)

    file = logging.FileHandler(path, mode="w", encoding="utf-8")
    while conns:
        for conn in wait(conns):
            try:
                message = conn.recv()
            except EOFError:
                conns.remove(conn)
                conn.close()
            else:
                file.handle(logging.makeLogRecord({"msg": message}))
    for process in crew:
        process.join()
    logging.shutdown()  # flushes and closes the file
    return [process.exitcode for process in crew]
