# verdict: wrong @ sudden_ends
"""Each job writes a spool file of its own, but without a flush after each line."""

import logging
import multiprocessing as mp
import os
import shutil
import tempfile


class SpoolHandler(logging.Handler):
    def __init__(self, index, file):
        super().__init__()
        self.index = index
        self.file = file

    def emit(self, record):
        self.file.write(f"{self.index} {record.levelname} {record.getMessage()}\n".encode())


def work(index, job, spool):
    root = logging.getLogger()
    with open(spool, "wb") as file:
        root.handlers[:] = [SpoolHandler(index, file)]
        root.setLevel(logging.DEBUG)
        job()


def run(path, jobs):
    # Nobody has to wait for anybody: the spool files are put together at the end.
    with tempfile.TemporaryDirectory() as folder:
        spools = [os.path.join(folder, f"{i}.log") for i in range(len(jobs))]
        crew = [
            mp.Process(target=work, args=(i, job, spool))
            for i, (job, spool) in enumerate(zip(jobs, spools))
        ]
        for process in crew:
            process.start()
        for process in crew:
            process.join()
        with open(path, "wb") as log:
            for spool in spools:
                if os.path.exists(spool):
                    with open(spool, "rb") as file:
                        shutil.copyfileobj(file, log)
    return [process.exitcode for process in crew]
