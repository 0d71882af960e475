# verdict: wrong @ arguments
"""The arguments are pickled and the caller formats, so arguments that cannot be pickled fail."""

import logging
import multiprocessing as mp
from multiprocessing.connection import wait


class Sender(logging.Handler):
    def __init__(self, conn):
        super().__init__()
        self.conn = conn

    def emit(self, record):
        try:
            # The caller has the time to format, the job has not.
            self.conn.send((record.levelname, record.msg, record.args))
        except Exception:
            self.handleError(record)


def work(job, conn):
    root = logging.getLogger()
    root.handlers = [Sender(conn)]
    root.setLevel(logging.DEBUG)
    job()


def run(path, jobs):
    crew, indices = [], {}
    with open(path, "w", encoding="utf-8") as file:
        for i, job in enumerate(jobs):
            ours, theirs = mp.Pipe(duplex=False)
            process = mp.Process(target=work, args=(job, theirs))
            process.start()
            theirs.close()
            crew.append(process)
            indices[ours] = i
        while indices:
            for conn in wait(list(indices)):
                try:
                    levelname, msg, args = conn.recv()
                except EOFError:
                    del indices[conn]
                    conn.close()
                    continue
                message = str(msg) % args if args else str(msg)
                file.write(f"{indices[conn]} {levelname} {message}\n")
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
