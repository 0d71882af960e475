# verdict: busy-wait @ quiet
"""The caller sleeps a millisecond whenever the queue is empty: 1000 wake-ups a second."""

import logging
import multiprocessing as mp
import time


class Sender(logging.Handler):
    def __init__(self, index, queue):
        super().__init__()
        self.index = index
        self.queue = queue

    def emit(self, record):
        self.queue.put(f"{self.index} {record.levelname} {record.getMessage()}\n")


def work(index, job, queue):
    root = logging.getLogger()
    root.handlers = [Sender(index, queue)]
    root.setLevel(logging.DEBUG)
    job()


def run(path: str, jobs) -> list[int]:
    queue = mp.SimpleQueue()
    crew = [mp.Process(target=work, args=(i, job, queue)) for i, job in enumerate(jobs)]
    for process in crew:
        process.start()

    with open(path, "w", encoding="utf-8") as file:
        running = True
        while running:
            # Ask first, then empty the queue: what ended before has put all its lines.
            running = any(process.is_alive() for process in crew)
            while not queue.empty():
                file.write(queue.get())
            if running:
                time.sleep(0.001)

    for process in crew:
        process.join()
    queue.close()
    return [process.exitcode for process in crew]
