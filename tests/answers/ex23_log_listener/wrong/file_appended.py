# verdict: wrong @ no_jobs
"""The file is opened with mode "a", so what it held before stays."""

import logging
import multiprocessing as mp
import threading


class Sender(logging.Handler):
    def __init__(self, conn):
        super().__init__()
        self.conn = conn

    def emit(self, record):
        self.conn.send_bytes(self.format(record).encode())


def work(index, job, conn):
    handler = Sender(conn)
    handler.setFormatter(logging.Formatter(f"{index} %(levelname)s %(message)s"))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.DEBUG)
    job()


def listen(conn, file, lock):
    try:
        while True:
            line = conn.recv_bytes() + b"\n"
            with lock:
                file.write(line)
    except EOFError:
        conn.close()


def run(path: str, jobs) -> list[int]:
    crew, threads, lock = [], [], threading.Lock()
    with open(path, "ab") as file:
        for index, job in enumerate(jobs):
            ours, theirs = mp.Pipe(duplex=False)
            process = mp.Process(target=work, args=(index, job, theirs))
            process.start()
            theirs.close()
            crew.append(process)
            threads.append(threading.Thread(target=listen, args=(ours, file, lock)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
