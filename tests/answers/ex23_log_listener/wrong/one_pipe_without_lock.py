# verdict: crashed | wrong | deadlock @ together | long_lines
"""All processes send into one pipe without a lock, so that long messages get mixed up."""

import logging
import multiprocessing as mp


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
    reader, writer = mp.Pipe(duplex=False)
    crew = [mp.Process(target=work, args=(i, job, writer)) for i, job in enumerate(jobs)]
    for process in crew:
        process.start()
    writer.close()  # now the pipe ends with the last child

    with open(path, "wb") as file, reader:
        while True:
            try:
                line = reader.recv_bytes()
            except EOFError:
                break
            file.write(line)

    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
