# verdict: deadlock | timeout | wrong @ sudden_ends
"""The lines go through mp.Queue, whose feeder thread loses what is left at a sudden death."""

import logging
import multiprocessing as mp
import threading


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
    job()


def run(path, jobs):
    lines = mp.Queue()
    crew = [mp.Process(target=work, args=(i, job, lines)) for i, job in enumerate(jobs)]
    for process in crew:
        process.start()

    def wait_for_crew():
        for process in crew:
            process.join()
        lines.put(None)  # nobody writes any more

    waiter = threading.Thread(target=wait_for_crew)
    waiter.start()
    with open(path, "wb") as file:
        while (line := lines.get()) is not None:
            file.write(line)
    waiter.join()
    lines.close()
    lines.join_thread()
    return [process.exitcode for process in crew]
