# verdict: wrong @ sudden_ends
"""The child ends by os._exit(0), to be done with it."""

import logging
import multiprocessing as mp
import os
from collections.abc import Callable
from multiprocessing.connection import Connection, wait


class PipeHandler(logging.Handler):
    def __init__(self, index: int, writer: Connection) -> None:
        super().__init__()
        self.index, self.writer = index, writer

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{self.index} {record.levelname} {record.getMessage()}\n"
        self.writer.send_bytes(line.encode())


def work(index: int, job: Callable[[], object], writer: Connection) -> None:
    root = logging.getLogger()
    root.handlers[:] = [PipeHandler(index, writer)]  # a forked child has the caller's as well
    root.setLevel(logging.DEBUG)
    try:
        job()
    finally:
        os._exit(0)  # everything is in the pipe, nothing is left to flush


def run(path: str, jobs: list[Callable[[], object]]) -> list[int]:
    crew: list[mp.Process] = []
    readers: list[Connection] = []
    with open(path, "wb") as file:
        for index, job in enumerate(jobs):
            reader, writer = mp.Pipe(duplex=False)
            crew.append(mp.Process(target=work, args=(index, job, writer)))
            crew[-1].start()
            writer.close()  # or the pipe never ends
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
