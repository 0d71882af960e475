# verdict: wrong @ lines
"""The file is a module global and neither closed nor flushed: its end is missing at return."""

import logging
import multiprocessing as mp
from multiprocessing.connection import wait

_file = None


class Sender(logging.Handler):
    def __init__(self, conn):
        super().__init__()
        self.conn = conn

    def emit(self, record):
        self.conn.send((record.levelname, record.getMessage()))


def work(job, conn):
    root = logging.getLogger()
    root.handlers = [Sender(conn)]
    root.setLevel(logging.DEBUG)
    job()


def write(index, levelname, message):
    _file.write(f"{index} {levelname} {message}\n")


def run(path: str, jobs) -> list[int]:
    global _file
    _file = open(path, "w", encoding="utf-8")
    crew, index = [], {}
    for i, job in enumerate(jobs):
        ours, theirs = mp.Pipe(duplex=False)
        process = mp.Process(target=work, args=(job, theirs))
        process.start()
        theirs.close()
        crew.append(process)
        index[ours] = i
    while index:
        for conn in wait(list(index)):
            try:
                write(index[conn], *conn.recv())
            except EOFError:
                del index[conn]
                conn.close()
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
