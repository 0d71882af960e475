# verdict: wrong @ arguments
"""A thread of the child formats the lines and sends them; at the end of the job it is awaited."""

import logging
import multiprocessing as mp
import queue
import threading
from multiprocessing.connection import wait


class ThreadHandler(logging.Handler):
    def __init__(self, index, conn):
        super().__init__()
        self.index, self.conn = index, conn
        self.records = queue.SimpleQueue()
        self.thread = threading.Thread(target=self.send_all)
        self.thread.start()

    def emit(self, record):
        self.records.put(record)  # quick: the job is not to wait for its log

    def send_all(self):
        while (record := self.records.get()) is not None:
            line = f"{self.index} {record.levelname} {record.getMessage()}\n"
            self.conn.send_bytes(line.encode())


def work(index, job, conn):
    root = logging.getLogger()
    handler = ThreadHandler(index, conn)
    root.handlers[:] = [handler]
    root.setLevel(logging.DEBUG)
    try:
        job()
    finally:
        handler.records.put(None)
        handler.thread.join()


def run(path, jobs):
    crew, readers = [], []
    with open(path, "wb") as file:
        for index, job in enumerate(jobs):
            reader, writer = mp.Pipe(duplex=False)
            process = mp.Process(target=work, args=(index, job, writer))
            process.start()
            writer.close()
            crew.append(process)
            readers.append(reader)
        while readers:
            for reader in wait(readers):
                try:
                    file.write(reader.recv_bytes())
                except EOFError:
                    readers.remove(reader)
                    reader.close()
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
