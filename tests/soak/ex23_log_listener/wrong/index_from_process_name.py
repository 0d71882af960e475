# verdict: wrong @ no_jobs
"""The index is the number in "Process-1", which counts on in a second run."""

import logging
import multiprocessing as mp
import re
import threading


class Sender(logging.Handler):
    def __init__(self, queue):
        super().__init__()
        self.queue = queue
        # Process-1 is job 0, and so on.
        self.index = int(re.findall(r"\d+", mp.current_process().name)[-1]) - 1

    def emit(self, record):
        self.queue.put((self.index, record.levelname, record.getMessage()))


def work(job, queue):
    root = logging.getLogger()
    root.handlers = [Sender(queue)]
    root.setLevel(logging.DEBUG)
    job()


def write(path, queue):
    with open(path, "w", encoding="utf-8") as file:
        while (entry := queue.get()) is not None:
            index, levelname, message = entry
            file.write(f"{index} {levelname} {message}\n")


def run(path: str, jobs) -> list[int]:
    queue = mp.SimpleQueue()
    crew = [mp.Process(target=work, args=(job, queue)) for job in jobs]
    for process in crew:
        process.start()
    writer = threading.Thread(target=write, args=(path, queue))
    writer.start()
    for process in crew:
        process.join()
    queue.put(None)
    writer.join()
    queue.close()
    return [process.exitcode for process in crew]
