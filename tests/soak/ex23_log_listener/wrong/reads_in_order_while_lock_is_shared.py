# verdict: deadlock | timeout @ together
"""Pipes are read one after the other, while a writer stuck in a full one holds the lock of all."""

import logging
import multiprocessing as mp


class PipeHandler(logging.Handler):
    def __init__(self, index, conn, one_at_a_time):
        super().__init__()
        self.index = index
        self.conn = conn
        self.one_at_a_time = one_at_a_time

    def emit(self, record):
        line = f"{self.index} {record.levelname} {record.getMessage()}\n".encode()
        with self.one_at_a_time:
            self.conn.send_bytes(line)


def work(index, job, conn, one_at_a_time):
    root = logging.getLogger()
    root.handlers[:] = [PipeHandler(index, conn, one_at_a_time)]
    root.setLevel(logging.DEBUG)
    job()


def run(path, jobs):
    one_at_a_time = mp.Lock()
    crew, readers = [], []
    for i, job in enumerate(jobs):
        reader, writer = mp.Pipe(duplex=False)
        process = mp.Process(target=work, args=(i, job, writer, one_at_a_time))
        process.start()
        writer.close()
        crew.append(process)
        readers.append(reader)

    with open(path, "wb") as file:
        for process, reader in zip(crew, readers):
            with reader:
                try:
                    while True:
                        file.write(reader.recv_bytes())
                except EOFError:
                    process.join()
    return [process.exitcode for process in crew]
