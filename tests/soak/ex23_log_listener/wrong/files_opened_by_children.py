# verdict: wrong @ lines
"""Each child opens the file itself, and writes it from the start."""

import logging
import multiprocessing as mp
from collections.abc import Callable


class PipeHandler(logging.Handler):
    def __init__(self, index: int, path: str) -> None:
        super().__init__()
        self.index, self.file = index, open(path, "w", encoding="utf-8")

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{self.index} {record.levelname} {record.getMessage()}\n"
        self.file.write(line)
        self.file.flush()


def work(index: int, job: Callable[[], object], path: str) -> None:
    root = logging.getLogger()
    root.handlers[:] = [PipeHandler(index, path)]  # a forked child has the caller's as well
    root.setLevel(logging.DEBUG)
    job()


def run(path: str, jobs: list[Callable[[], object]]) -> list[int]:
    with open(path, "w"):
        pass  # written anew
    crew = [mp.Process(target=work, args=(i, job, path)) for i, job in enumerate(jobs)]
    for process in crew:
        process.start()
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
