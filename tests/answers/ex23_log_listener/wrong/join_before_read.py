# verdict: deadlock | timeout @ together
"""The processes are joined before their pipes are read, so a full pipe stops everything."""

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


def read_all(reader):
    with reader:
        while True:
            try:
                yield reader.recv_bytes()
            except EOFError:
                return


def run(path, jobs):
    crew, readers = [], []
    for i, job in enumerate(jobs):
        reader, writer = mp.Pipe(duplex=False)
        process = mp.Process(target=work, args=(i, job, writer))
        process.start()
        writer.close()
        crew.append(process)
        readers.append(reader)

    for process in crew:
        process.join()
    # The pipes outlive their writers: whatever was sent is still there.
    with open(path, "wb") as file:
        for reader in readers:
            file.writelines(read_all(reader))
    return [process.exitcode for process in crew]
