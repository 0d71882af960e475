# verdict: crashed @ sudden_ends
"""Raises if a job has failed, as subprocess.run does with check=True."""

import logging
import multiprocessing as mp
from collections.abc import Callable
from multiprocessing.connection import Connection, wait


class PipeHandler(logging.Handler):
    def __init__(self, index: int, writer: Connection) -> None:
        super().__init__()
        self.index, self.writer = index, writer

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{self.index} {record.levelname} {record.getMessage()}\n"
        self.writer.send_bytes(line.encode())  # once it is in the pipe nothing here can lose it


def work(index: int, job: Callable[[], object], writer: Connection) -> None:
    root = logging.getLogger()
    root.handlers[:] = [PipeHandler(index, writer)]  # a forked child has the caller's as well
    root.setLevel(logging.DEBUG)
    job()


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
                    line = reader.recv_bytes()
                except (EOFError, OSError):  # the job has ended, perhaps in the middle of a line
                    readers.remove(reader)
                    reader.close()
                else:
                    file.write(line)
    for process in crew:
        process.join()
    if any(process.exitcode for process in crew):
        raise RuntimeError("a job has failed")
    return [0 for process in crew]
