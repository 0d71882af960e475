# verdict: wrong @ callers_log
"""The caller writes by a logger that still propagates, so its root handlers get the records."""

import logging
import multiprocessing as mp
from multiprocessing.connection import wait


class Sender(logging.Handler):
    def __init__(self, conn):
        super().__init__()
        self.conn = conn

    def emit(self, record):
        self.conn.send((record.levelno, record.levelname, record.getMessage()))


def work(job, conn):
    root = logging.getLogger()
    root.handlers = [Sender(conn)]
    root.setLevel(logging.DEBUG)
    job()


def run(path: str, jobs) -> list[int]:
    crew, index = [], {}
    for i, job in enumerate(jobs):
        ours, theirs = mp.Pipe(duplex=False)
        process = mp.Process(target=work, args=(job, theirs))
        process.start()
        theirs.close()
        crew.append(process)
        index[ours] = i

    file = logging.FileHandler(path, mode="w", encoding="utf-8")
    file.setFormatter(logging.Formatter("%(index)d %(levelname)s %(message)s"))
    log = logging.getLogger("one_log_for_all")
    log.addHandler(file)
    while index:
        for conn in wait(list(index)):
            try:
                levelno, levelname, message = conn.recv()
            except EOFError:
                del index[conn]
                conn.close()
                continue
            fields = {"levelno": levelno, "levelname": levelname, "msg": message}
            log.handle(logging.makeLogRecord(fields | {"index": index[conn]}))
    log.removeHandler(file)
    file.close()

    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
