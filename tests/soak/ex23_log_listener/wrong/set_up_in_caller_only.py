# verdict: wrong @ lines (spawn)
"""Logging is set up in the caller just for the start: only forked children inherit that."""

import logging
import multiprocessing as mp
import threading


class Sender(logging.Handler):
    def __init__(self, queue):
        super().__init__()
        self.queue = queue

    def emit(self, record):
        index = mp.current_process().name
        self.queue.put(f"{index} {record.levelname} {record.getMessage()}\n")


def write(file, queue):
    while line := queue.get():
        file.write(line)


def run(path: str, jobs) -> list[int]:
    queue = mp.SimpleQueue()
    crew = [mp.Process(target=job, name=str(i)) for i, job in enumerate(jobs)]

    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    root.handlers = [Sender(queue)]
    root.setLevel(logging.DEBUG)
    try:
        for process in crew:
            process.start()
    finally:
        root.handlers = handlers
        root.setLevel(level)

    with open(path, "w", encoding="utf-8") as file:
        writer = threading.Thread(target=write, args=(file, queue))
        writer.start()
        for process in crew:
            process.join()
        queue.put("")
        writer.join()
    queue.close()
    return [process.exitcode for process in crew]
