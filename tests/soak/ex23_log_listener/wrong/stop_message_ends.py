# verdict: wrong @ texts
"""The message "STOP" is the end mark of the queue, but a job may log it as well."""

import logging
import multiprocessing as mp
import threading

STOP = "STOP"


class ToQueue(logging.Handler):
    def __init__(self, i, queue):
        super().__init__()
        self.i = i
        self.queue = queue

    def emit(self, record):
        self.queue.put((self.i, record.levelname, record.getMessage()))


def work(i, job, queue):
    root = logging.getLogger()
    root.handlers = [ToQueue(i, queue)]
    root.setLevel(logging.DEBUG)
    job()


def listen(path, queue):
    with open(path, "w", encoding="utf-8") as file:
        while True:
            i, levelname, message = queue.get()
            if message == STOP:
                break
            file.write(f"{i} {levelname} {message}\n")


def run(path: str, jobs) -> list[int]:
    queue = mp.SimpleQueue()
    crew = [mp.Process(target=work, args=(i, job, queue)) for i, job in enumerate(jobs)]
    for process in crew:
        process.start()
    listener = threading.Thread(target=listen, args=(path, queue), daemon=True)
    listener.start()
    for process in crew:
        process.join()
    queue.put((-1, "INFO", STOP))
    listener.join()
    queue.close()
    return [process.exitcode for process in crew]
