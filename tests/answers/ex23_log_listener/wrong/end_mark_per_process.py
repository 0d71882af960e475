# verdict: deadlock | timeout @ sudden_ends
"""An end mark of each process is waited for, which a killed one never sends."""

import logging
import multiprocessing as mp


class QueueLines(logging.Handler):
    def __init__(self, index, lines):
        super().__init__()
        self.index = index
        self.lines = lines

    def emit(self, record):
        self.lines.put(f"{self.index} {record.levelname} {record.getMessage()}\n")


def work(index, job, lines):
    root = logging.getLogger()
    root.handlers[:] = [QueueLines(index, lines)]
    root.setLevel(logging.DEBUG)
    try:
        job()
    finally:
        lines.put(None)  # whatever happens


def run(path, jobs):
    # SimpleQueue has no feeder thread: put writes into the pipe at once.
    lines = mp.SimpleQueue()
    crew = [mp.Process(target=work, args=(i, job, lines)) for i, job in enumerate(jobs)]
    for process in crew:
        process.start()

    running = len(crew)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        while running:
            line = lines.get()
            if line is None:
                running -= 1
            else:
                file.write(line)

    for process in crew:
        process.join()
    lines.close()
    return [process.exitcode for process in crew]
