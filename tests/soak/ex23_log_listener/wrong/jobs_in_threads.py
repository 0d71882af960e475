# verdict: wrong @ lines
"""The jobs run in threads of the caller, with a lock: who needs processes for logging?"""

import logging
import threading


class FileOfAll(logging.Handler):
    def __init__(self, file):
        super().__init__()
        self.file = file

    def emit(self, record):
        self.file.write(f"{record.threadName} {record.levelname} {record.getMessage()}\n")


def call(job, codes, index):
    try:
        job()
    except SystemExit as error:
        codes[index] = error.code or 0
    except BaseException:
        codes[index] = 1


def run(path, jobs):
    root = logging.getLogger()
    before = root.handlers[:], root.level
    codes = [0] * len(jobs)
    with open(path, "w", encoding="utf-8") as file:
        root.handlers[:] = [FileOfAll(file)]
        root.setLevel(logging.DEBUG)
        threads = [
            threading.Thread(target=call, args=(job, codes, i), name=f"{i}")
            for i, job in enumerate(jobs)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        root.handlers[:], level = before
        root.setLevel(level)
    return codes
