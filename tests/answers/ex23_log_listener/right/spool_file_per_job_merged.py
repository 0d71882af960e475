"""Each job writes, unbuffered, to a temporary file of its own; the caller joins and merges them."""

import logging
import multiprocessing as mp
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory


class _SpoolHandler(logging.Handler):
    def __init__(self, index: int, spool: Path) -> None:
        super().__init__()
        self.index = index
        self.file = spool.open("wb", buffering=0)

    def emit(self, record: logging.LogRecord) -> None:
        rest = memoryview(f"{self.index} {record.levelname} {record.getMessage()}\n".encode())
        while rest:  # without a buffer a write may be a part only
            rest = rest[self.file.write(rest) :]


def _work(index: int, job: Callable[[], object], spool: Path) -> None:
    root = logging.getLogger()
    root.handlers = [_SpoolHandler(index, spool)]
    root.setLevel(logging.DEBUG)
    job()


def run(path: str, jobs: list[Callable[[], object]]) -> list[int]:
    with TemporaryDirectory() as folder, open(path, "wb") as file:
        spools = [Path(folder, f"{i}") for i in range(len(jobs))]
        crew = [
            mp.Process(target=_work, args=(i, job, spool))
            for i, (job, spool) in enumerate(zip(jobs, spools, strict=True))
        ]
        for process in crew:
            process.start()
        for process, spool in zip(crew, spools, strict=True):
            process.join()
            if spool.exists():  # not if it was killed early on
                with spool.open("rb") as lines:
                    shutil.copyfileobj(lines, file)
    return [process.exitcode for process in crew]
