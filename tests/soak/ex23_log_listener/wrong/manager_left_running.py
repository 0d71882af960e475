# verdict: leaked @ lines
"""The manager of the queue is kept for the next run, so its process never ends."""

import logging
import multiprocessing as mp

_manager = None


class Sender(logging.Handler):
    def __init__(self, index, queue):
        super().__init__()
        self.index = index
        self.queue = queue

    def emit(self, record):
        # A proxy's put returns when the manager has the line, so it cannot get lost.
        self.queue.put(f"{self.index} {record.levelname} {record.getMessage()}\n")


def work(index, job, queue):
    root = logging.getLogger()
    root.handlers = [Sender(index, queue)]
    root.setLevel(logging.DEBUG)
    job()


def new_queue():
    global _manager
    if _manager is None:
        _manager = mp.Manager()  # takes a while to start: once is enough
    return _manager.Queue()


def run(path: str, jobs) -> list[int]:
    queue = new_queue()
    crew = [mp.Process(target=work, args=(i, job, queue)) for i, job in enumerate(jobs)]
    for process in crew:
        process.start()
    for process in crew:
        process.join()
    queue.put(None)
    with open(path, "w", encoding="utf-8") as file:
        while (line := queue.get()) is not None:
            file.write(line)
    return [process.exitcode for process in crew]
