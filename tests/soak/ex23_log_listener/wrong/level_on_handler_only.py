# verdict: wrong @ lines
"""DEBUG is set as the handler's level only; the root logger keeps its own and drops the rest."""

import logging
import multiprocessing as mp
from multiprocessing.connection import Connection, wait


class ConnectionHandler(logging.Handler):
    def __init__(self, conn: Connection, level: int) -> None:
        super().__init__(level)
        self.conn = conn

    def emit(self, record: logging.LogRecord) -> None:
        self.conn.send_bytes(self.format(record).encode("utf-8"))


def work(index: int, job, conn: Connection) -> None:
    handler = ConnectionHandler(conn, logging.DEBUG)
    handler.setFormatter(logging.Formatter(f"{index} %(levelname)s %(message)s"))
    logging.getLogger().handlers = [handler]
    job()


def run(path: str, jobs: list) -> list[int]:
    crew, conns = [], []
    for index, job in enumerate(jobs):
        receiver, sender = mp.Pipe(duplex=False)
        process = mp.Process(target=work, args=(index, job, sender))
        process.start()
        sender.close()
        crew.append(process)
        conns.append(receiver)
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
