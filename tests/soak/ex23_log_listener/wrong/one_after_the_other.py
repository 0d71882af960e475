# verdict: deadlock | timeout @ together
"""A job is started only when the one before has ended."""

import logging
import multiprocessing as mp


class PipeHandler(logging.Handler):
    def __init__(self, index, conn):
        super().__init__()
        self.index = index
        self.conn = conn

    def emit(self, record):
        line = f"{self.index} {record.levelname} {record.getMessage()}\n"
        self.conn.send_bytes(line.encode("utf-8"))


def work(index, job, conn):
    root = logging.getLogger()
    root.handlers[:] = [PipeHandler(index, conn)]
    root.setLevel(logging.DEBUG)
    job()


def run(path, jobs):
    codes = []
    with open(path, "wb") as file:
        for index, job in enumerate(jobs):
            reader, writer = mp.Pipe(duplex=False)
            process = mp.Process(target=work, args=(index, job, writer))
            process.start()
            writer.close()
            with reader:
                try:
                    while True:
                        file.write(reader.recv_bytes())
                except EOFError:
                    pass  # the job is done
            process.join()
            codes.append(process.exitcode)
    return codes
