# verdict: deadlock | timeout @ many_lines
"""Threads read into a bounded queue that is emptied only after the joins."""

import logging
import multiprocessing as mp
import queue
import threading


class PipeHandler(logging.Handler):
    def __init__(self, index, conn):
        super().__init__()
        self.index = index
        self.conn = conn

    def emit(self, record):
        self.conn.send_bytes(f"{self.index} {record.levelname} {record.getMessage()}\n".encode())


def work(index, job, conn):
    root = logging.getLogger()
    root.handlers[:] = [PipeHandler(index, conn)]
    root.setLevel(logging.DEBUG)
    job()


def drain(reader, lines):
    with reader:
        try:
            while True:
                lines.put(reader.recv_bytes())
        except EOFError:
            lines.put(None)


def run(path, jobs):
    crew, readers = [], []
    for i, job in enumerate(jobs):
        reader, writer = mp.Pipe(duplex=False)
        process = mp.Process(target=work, args=(i, job, writer))
        process.start()
        writer.close()
        crew.append(process)
        readers.append(reader)

    lines = queue.Queue(maxsize=10_000)  # bounds the memory
    threads = [threading.Thread(target=drain, args=(reader, lines)) for reader in readers]
    for thread in threads:
        thread.start()
    for process in crew:
        process.join()

    with open(path, "wb") as file:
        for _ in threads:
            while (line := lines.get()) is not None:
                file.write(line)
    for thread in threads:
        thread.join()
    return [process.exitcode for process in crew]
