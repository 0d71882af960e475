# verdict: wrong @ lines
"""The listener is stopped before the processes are joined: what they log afterwards is lost."""

import logging
import multiprocessing as mp
from logging.handlers import QueueHandler, QueueListener


class LineHandler(QueueHandler):
    def __init__(self, index, queue):
        super().__init__(queue)
        self.index = index

    def prepare(self, record):
        return f"{self.index} {record.levelname} {record.getMessage()}\n"


class LineListener(QueueListener):
    def __init__(self, queue, file):
        super().__init__(queue)
        self.file = file

    def handle(self, line):
        self.file.write(line)


def work(index, job, queue):
    root = logging.getLogger()
    root.handlers[:] = [LineHandler(index, queue)]
    root.setLevel(logging.DEBUG)
    job()


def run(path, jobs):
    with mp.Manager() as manager, open(path, "w", encoding="utf-8", newline="\n") as file:
        queue = manager.Queue()  # its put returns when the manager has the line
        crew = [mp.Process(target=work, args=(i, job, queue)) for i, job in enumerate(jobs)]
        for process in crew:
            process.start()
        listener = LineListener(queue, file)
        listener.start()
        listener.stop()  # waits until everything has been written
        for process in crew:
            process.join()
        return [process.exitcode for process in crew]
