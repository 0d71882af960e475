# verdict: wrong @ callers_log
"""dictConfig in the child, which disables the loggers that a forked child has from the caller."""

import logging
import logging.config
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
    handler = {"()": PipeHandler, "index": index, "writer": writer}
    root = {"level": "DEBUG", "handlers": ["pipe"]}
    logging.config.dictConfig({"version": 1, "handlers": {"pipe": handler}, "root": root})
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
    return [process.exitcode for process in crew]
