# verdict: wrong @ levels
"""The level's name is looked up in a table of the five usual ones; logging.log(25, ...) fails."""

import logging
import multiprocessing as mp
import os
import tempfile
from multiprocessing.connection import Client, Listener, wait

NAMES = {10: "DEBUG", 20: "INFO", 30: "WARNING", 40: "ERROR", 50: "CRITICAL"}


class ClientHandler(logging.Handler):
    def __init__(self, client):
        super().__init__()
        self.client = client

    def emit(self, record):
        try:
            self.client.send((NAMES[record.levelno], record.getMessage()))
        except Exception:
            self.handleError(record)


def work(i, job, address):
    client = Client(address, "AF_UNIX")
    client.send(i)
    root = logging.getLogger()
    root.handlers = [ClientHandler(client)]
    root.setLevel(logging.DEBUG)
    job()


def run(path: str, jobs) -> list[int]:
    with open(path, "w", encoding="utf-8") as file, tempfile.TemporaryDirectory() as folder:
        address = os.path.join(folder, "log")
        with Listener(address, "AF_UNIX", backlog=64) as listener:
            crew = [mp.Process(target=work, args=(i, job, address)) for i, job in enumerate(jobs)]
            for process in crew:
                process.start()
            conns = {}
            for _ in crew:
                conn = listener.accept()
                conns[conn] = conn.recv()
        while conns:
            for conn in wait(list(conns)):
                try:
                    levelname, message = conn.recv()
                    file.write(f"{conns[conn]} {levelname} {message}\n")
                except EOFError:
                    del conns[conn]
                    conn.close()
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
