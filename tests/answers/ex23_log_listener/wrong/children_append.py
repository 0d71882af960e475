# verdict: wrong @ one_writer
"""Each child appends to the file by itself; only the process that calls run may write it."""

import logging
import multiprocessing as mp
import os


class AppendHandler(logging.Handler):
    def __init__(self, path, index):
        super().__init__()
        self.index = index
        # With O_APPEND each write goes to the end, whoever else writes.
        self.fd = os.open(path, os.O_WRONLY | os.O_APPEND)

    def emit(self, record):
        line = f"{self.index} {record.levelname} {record.getMessage()}\n".encode()
        os.write(self.fd, line)


def work(path, index, job):
    root = logging.getLogger()
    root.handlers = [AppendHandler(path, index)]
    root.setLevel(logging.DEBUG)
    job()


def run(path: str, jobs) -> list[int]:
    path = os.path.abspath(path)
    open(path, "wb").close()
    crew = [mp.Process(target=work, args=(path, i, job)) for i, job in enumerate(jobs)]
    for process in crew:
        process.start()
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
