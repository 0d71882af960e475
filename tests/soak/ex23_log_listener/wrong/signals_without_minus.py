# verdict: wrong @ sudden_ends
"""The exit code of a killed process loses its minus sign."""

import logging
import multiprocessing as mp
import threading


class LineHandler(logging.Handler):
    def __init__(self, index, lines):
        super().__init__()
        self.index = index
        self.lines = lines

    def emit(self, record):
        self.lines.put(f"{self.index} {record.levelname} {record.getMessage()}\n")


def work(index, job, lines):
    root = logging.getLogger()
    root.handlers[:] = [LineHandler(index, lines)]
    root.setLevel(logging.DEBUG)
    job()


def write_lines(path, lines):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        while (line := lines.get()) is not None:
            file.write(line)


def run(path, jobs):
    with mp.Manager() as manager:
        lines = manager.Queue()
        crew = [mp.Process(target=work, args=(i, job, lines)) for i, job in enumerate(jobs)]
        for process in crew:
            process.start()
        writer = threading.Thread(target=write_lines, args=(path, lines))
        writer.start()
        for process in crew:
            process.join()
        lines.put(None)
        writer.join()
    return [abs(process.exitcode) for process in crew]
