"""Each job has a pipe of its own; the caller waits for all of them until each is at its end."""

import logging
import multiprocessing as mp
from collections.abc import Callable
from multiprocessing.connection import Connection, wait


class _PipeHandler(logging.Handler):
    def __init__(self, pipe: Connection) -> None:
        super().__init__()
        self.pipe = pipe

    def emit(self, record: logging.LogRecord) -> None:
        # Once send has returned, all of it is in the kernel: it outlives this process.
        self.pipe.send((record.levelname, record.getMessage()))


def _work(job: Callable[[], object], pipe: Connection) -> None:
    root = logging.getLogger()
    root.handlers = [_PipeHandler(pipe)]  # in place of those inherited by fork
    root.setLevel(logging.DEBUG)
    job()


def run(path: str, jobs: list[Callable[[], object]]) -> list[int]:
    with open(path, "w", encoding="utf-8") as file:
        crew: list[mp.Process] = []
        index: dict[Connection, int] = {}
        for i, job in enumerate(jobs):
            reader, writer = mp.Pipe(duplex=False)
            process = mp.Process(target=_work, args=(job, writer))
            process.start()
            writer.close()  # only the child has it now: its end is the end of file
            crew.append(process)
            index[reader] = i

        while index:
            for reader in wait(list(index)):
                try:
                    level, message = reader.recv()
                except EOFError:
                    del index[reader]
                    reader.close()
                else:
                    file.write(f"{index[reader]} {level} {message}\n")

    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
