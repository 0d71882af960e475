# verdict: wrong @ lines
"""When a process has ended its pipe is no longer read, though there may be lines in it."""

import logging
import multiprocessing as mp
from multiprocessing.connection import wait


class PipeHandler(logging.Handler):
    def __init__(self, index, conn):
        super().__init__()
        self.index = index
        self.conn = conn

    def emit(self, record):
        line = f"{self.index} {record.levelname} {record.getMessage()}\n"
        self.conn.send_bytes(line.encode())


def work(index, job, conn):
    root = logging.getLogger()
    root.handlers[:] = [PipeHandler(index, conn)]
    root.setLevel(logging.DEBUG)
    job()


def run(path, jobs):
    crew, pipes = [], {}
    for i, job in enumerate(jobs):
        reader, writer = mp.Pipe(duplex=False)
        process = mp.Process(target=work, args=(i, job, writer))
        process.start()
        writer.close()
        crew.append(process)
        pipes[process.sentinel] = reader

    with open(path, "wb") as file:
        while pipes:
            ready = wait([*pipes.values(), *pipes])
            for reader in ready:
                if reader in pipes:
                    continue  # a sentinel
                try:
                    file.write(reader.recv_bytes())
                except EOFError:
                    pass  # the sentinel is next
            for sentinel in ready:
                if sentinel in pipes:
                    pipes.pop(sentinel).close()

    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
