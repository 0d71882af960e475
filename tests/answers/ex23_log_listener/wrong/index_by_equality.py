# verdict: wrong @ no_jobs
"""The index is jobs.index(job), so a job that is listed twice has the first one's index."""

import logging
import multiprocessing as mp
import threading


class Sender(logging.Handler):
    def __init__(self, index, queue):
        super().__init__()
        self.index = index
        self.queue = queue

    def emit(self, record):
        self.queue.put((self.index, record.levelname, record.getMessage()))


def work(index, job, queue):
    root = logging.getLogger()
    root.handlers = [Sender(index, queue)]
    root.setLevel(logging.DEBUG)
    job()


def write(path, queue):
    with open(path, "w", encoding="utf-8") as file:
        while (entry := queue.get()) is not None:
            print(*entry, file=file)


def run(path: str, jobs) -> list[int]:
    queue = mp.SimpleQueue()
    crew = []
    for job in jobs:
        process = mp.Process(target=work, args=(jobs.index(job), job, queue))
        process.start()
        crew.append(process)
    writer = threading.Thread(target=write, args=(path, queue))
    writer.start()
    for process in crew:
        process.join()
    queue.put(None)
    writer.join()
    queue.close()
    return [process.exitcode for process in crew]
