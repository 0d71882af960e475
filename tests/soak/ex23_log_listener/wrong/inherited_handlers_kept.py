# verdict: wrong @ callers_log
"""The child adds its handler to those it inherits by fork: the caller's get the records too."""

import logging
import multiprocessing as mp
import threading


class Sender(logging.Handler):
    def __init__(self, index, queue):
        super().__init__()
        self.index = index
        self.queue = queue

    def emit(self, record):
        self.queue.put(f"{self.index} {record.levelname} {record.getMessage()}\n")


def work(index, job, queue):
    root = logging.getLogger()
    root.addHandler(Sender(index, queue))
    root.setLevel(logging.DEBUG)
    job()


class Writer(threading.Thread):
    def __init__(self, path, queue):
        super().__init__()
        self.path = path
        self.queue = queue

    def run(self):
        with open(self.path, "w", encoding="utf-8") as file:
            for line in iter(self.queue.get, None):
                file.write(line)


def run(path: str, jobs) -> list[int]:
    queue = mp.SimpleQueue()
    writer = Writer(path, queue)
    crew = [mp.Process(target=work, args=(i, job, queue)) for i, job in enumerate(jobs)]
    for process in crew:
        process.start()
    writer.start()
    for process in crew:
        process.join()
    queue.put(None)
    writer.join()
    queue.close()
    return [process.exitcode for process in crew]
