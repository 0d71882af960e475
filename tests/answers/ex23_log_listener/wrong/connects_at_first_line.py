# verdict: deadlock | timeout @ silent_deaths
"""A job connects when it logs for the first time; the caller accepts a connection for each job."""

import logging
import multiprocessing as mp
from multiprocessing.connection import Client, Listener, wait


class ListenerHandler(logging.Handler):
    def __init__(self, index, address):
        super().__init__()
        self.index, self.address = index, address
        self.conn = None

    def emit(self, record):
        if self.conn is None:
            self.conn = Client(self.address)
        line = f"{self.index} {record.levelname} {record.getMessage()}\n"
        self.conn.send_bytes(line.encode())


def work(index, job, address):
    root = logging.getLogger()
    root.handlers[:] = [ListenerHandler(index, address)]
    root.setLevel(logging.DEBUG)
    job()


def run(path, jobs):
    with Listener(backlog=max(1, len(jobs))) as listener, open(path, "wb") as file:
        crew = [
            mp.Process(target=work, args=(i, job, listener.address)) for i, job in enumerate(jobs)
        ]
        for process in crew:
            process.start()
        conns = [listener.accept() for _ in jobs]
        while conns:
            for conn in wait(conns):
                try:
                    file.write(conn.recv_bytes())
                except EOFError:
                    conns.remove(conn)
                    conn.close()
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
