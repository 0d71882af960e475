# verdict: wrong @ lines
"""All lines are sorted by millisecond, and those of the same one by their text."""

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
        self.conn.send((int(record.created * 1000), line))


def work(index, job, conn):
    root = logging.getLogger()
    root.handlers[:] = [PipeHandler(index, conn)]
    root.setLevel(logging.DEBUG)
    job()


def run(path, jobs):
    crew, readers = [], []
    for i, job in enumerate(jobs):
        reader, writer = mp.Pipe(duplex=False)
        process = mp.Process(target=work, args=(i, job, writer))
        process.start()
        writer.close()
        crew.append(process)
        readers.append(reader)

    lines = []
    while readers:
        for reader in wait(readers):
            try:
                lines.append(reader.recv())
            except EOFError:
                readers.remove(reader)
                reader.close()
    for process in crew:
        process.join()

    lines.sort()  # one history of all jobs
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(line for _, line in lines)
    return [process.exitcode for process in crew]
