"""All jobs write to one pipe, in turns by a lock; the caller reads it until no job has it open."""

import logging
import multiprocessing as mp
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Lock


class _SharedPipeHandler(logging.Handler):
    def __init__(self, index: int, pipe: Connection, turn: Lock) -> None:
        super().__init__()
        self.index = index
        self.pipe = pipe
        self.turn = turn

    def emit(self, record: logging.LogRecord) -> None:
        # The text is made before the lock is taken: an argument's __str__ may log, too.
        line = f"{self.index} {record.levelname} {record.getMessage()}\n".encode()
        with self.turn:  # a long line is not written at once
            self.pipe.send_bytes(line)


def _work(index: int, job: Callable[[], object], pipe: Connection, turn: Lock) -> None:
    root = logging.getLogger()
    for handler in root.handlers[:]:
        root.removeHandler(handler)
    root.addHandler(_SharedPipeHandler(index, pipe, turn))
    root.setLevel(logging.DEBUG)
    job()


def run(path: str, jobs: list[Callable[[], object]]) -> list[int]:
    with open(path, "wb") as file:
        reader, writer = mp.Pipe(duplex=False)
        turn = mp.Lock()
        crew = [
            mp.Process(target=_work, args=(i, job, writer, turn)) for i, job in enumerate(jobs)
        ]
        for process in crew:
            process.start()
        writer.close()
        with reader:
            while True:
                try:
                    file.write(reader.recv_bytes())
                except EOFError:  # the last one has ended
                    break
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
