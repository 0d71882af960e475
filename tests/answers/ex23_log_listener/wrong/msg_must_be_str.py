# verdict: crashed @ arguments
"""A record's msg is taken for a str, so that logging any other object raises in the job."""

import logging
import multiprocessing as mp
import threading


class Sender(logging.Handler):
    def __init__(self, index, queue):
        super().__init__()
        self.index = index
        self.queue = queue

    def emit(self, record):
        message = record.msg
        if record.args:
            message = message % record.args
        self.queue.put(" ".join([str(self.index), record.levelname, message]) + "\n")


def work(index, job, queue):
    root = logging.getLogger()
    root.handlers[:] = [Sender(index, queue)]
    root.setLevel(logging.DEBUG)
    job()


def write(file, queue):
    while (line := queue.get()) is not None:
        file.write(line)


def run(path: str, jobs) -> list[int]:
    queue = mp.SimpleQueue()
    with open(path, "w", encoding="utf-8") as file:
        crew = [mp.Process(target=work, args=(i, job, queue)) for i, job in enumerate(jobs)]
        for process in crew:
            process.start()
        # Only now: no thread should run while we fork.
        writer = threading.Thread(target=write, args=(file, queue))
        writer.start()
        for process in crew:
            process.join()
        queue.put(None)
        writer.join()
    queue.close()
    return [process.exitcode for process in crew]
