# verdict: wrong @ sudden_ends
"""The lines of a job that was killed are left out of the file."""

import logging
import multiprocessing as mp
import tempfile
from pathlib import Path


class SpoolHandler(logging.Handler):
    def __init__(self, index, file):
        super().__init__()
        self.index = index
        self.file = file

    def emit(self, record):
        self.file.write(f"{self.index} {record.levelname} {record.getMessage()}\n")
        self.file.flush()


def work(index, job, spool):
    root = logging.getLogger()
    with open(spool, "w", encoding="utf-8", newline="\n") as file:
        root.handlers[:] = [SpoolHandler(index, file)]
        root.setLevel(logging.DEBUG)
        job()


def run(path, jobs):
    with tempfile.TemporaryDirectory() as folder:
        crew = []
        spools = []
        for i, job in enumerate(jobs):
            spool = Path(folder, str(i))
            spool.touch()
            spools.append(spool)
            process = mp.Process(target=work, args=(i, job, spool))
            process.start()
            crew.append(process)
        for process in crew:
            process.join()

        with open(path, "wb") as log:
            for process, spool in zip(crew, spools):
                if process.exitcode < 0:
                    continue  # killed: its spool file may end within a line
                log.write(spool.read_bytes())
    return [process.exitcode for process in crew]
