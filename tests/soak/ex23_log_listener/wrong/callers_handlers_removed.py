# verdict: wrong @ callers_log
"""The caller's root handlers are removed, lest they be inherited, and never put back."""

import logging
import multiprocessing as mp
import threading


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


def copy(i, conn, file, lock):
    with conn:
        while True:
            try:
                levelname, message = conn.recv()
            except EOFError:
                return
            with lock:
                file.write(f"{i} {levelname} {message}\n")


def run(path: str, jobs) -> list[int]:
    root = logging.getLogger()
    for handler in root.handlers[:]:
        root.removeHandler(handler)  # the children must not write there
    crew, threads = [], []
    lock = threading.Lock()
    with open(path, "w", encoding="utf-8") as file:
        for i, job in enumerate(jobs):
            ours, theirs = mp.Pipe(duplex=False)
            process = mp.Process(target=work, args=(job, theirs))
            process.start()
            theirs.close()
            crew.append(process)
            threads.append(threading.Thread(target=copy, args=(i, ours, file, lock)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
