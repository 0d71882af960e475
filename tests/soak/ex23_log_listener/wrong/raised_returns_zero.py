# verdict: wrong @ sudden_ends
"""An exception of the job is caught and printed in the child, which then ends with 0."""

import logging
import multiprocessing as mp
import threading
import traceback


class LineHandler(logging.Handler):
    def __init__(self, index, lines):
        super().__init__()
        self.index = index
        self.lines = lines

    def emit(self, record):
        self.lines.put(f"{self.index} {record.levelname} {record.getMessage()}\n".encode())


def work(index, job, lines):
    root = logging.getLogger()
    root.handlers[:] = [LineHandler(index, lines)]
    root.setLevel(logging.DEBUG)
    try:
        job()
    except Exception:
        traceback.print_exc()


def run(path, jobs):
    lines = mp.SimpleQueue()
    crew = [mp.Process(target=work, args=(i, job, lines)) for i, job in enumerate(jobs)]
    for process in crew:
        process.start()

    def end():
        for process in crew:
            process.join()
        lines.put(b"")

    ender = threading.Thread(target=end)
    ender.start()
    with open(path, "wb") as file:
        while line := lines.get():
            file.write(line)
    ender.join()
    lines.close()
    return [process.exitcode for process in crew]
