# verdict: wrong @ lines
"""A QueueHandler on a SimpleQueue, which has no put_nowait: each record becomes an error message."""

import logging
import multiprocessing as mp
import threading
from logging.handlers import QueueHandler


def work(job, records):
    root = logging.getLogger()
    root.handlers[:] = [QueueHandler(records)]
    root.setLevel(logging.DEBUG)
    job()


def copy(records, file):
    while (record := records.get()) is not None:
        file.write(f"{record.processName} {record.levelname} {record.message}\n")


def run(path, jobs):
    records = mp.SimpleQueue()  # its put writes before it returns
    with open(path, "w", encoding="utf-8") as file:
        crew = [
            mp.Process(target=work, args=(job, records), name=f"{i}") for i, job in enumerate(jobs)
        ]
        for process in crew:
            process.start()
        listener = threading.Thread(target=copy, args=(records, file))
        listener.start()
        for process in crew:
            process.join()
        records.put(None)
        listener.join()
    return [process.exitcode for process in crew]
