"""A QueueHandler puts lines into a SimpleQueue, which has no feeder thread; a listener writes."""

import logging
import multiprocessing as mp
from collections.abc import Callable
from logging.handlers import QueueHandler, QueueListener
from multiprocessing.queues import SimpleQueue
from typing import TextIO


class _Handler(QueueHandler):
    def __init__(self, index: int, lines: SimpleQueue) -> None:
        super().__init__(lines)
        self.index = index

    def prepare(self, record: logging.LogRecord) -> str:
        return f"{self.index} {record.levelname} {record.getMessage()}\n"

    def enqueue(self, line: str) -> None:
        self.queue.put(line)  # it has no put_nowait; returns when the pipe has all of the line


class _Listener(QueueListener):
    def __init__(self, lines: SimpleQueue, file: TextIO) -> None:
        super().__init__(lines)
        self.file = file

    def dequeue(self, block: bool) -> str | None:
        return self.queue.get()

    def enqueue_sentinel(self) -> None:
        self.queue.put(None)

    def handle(self, line: str) -> None:
        self.file.write(line)


def _work(index: int, job: Callable[[], object], lines: SimpleQueue) -> None:
    root = logging.getLogger()
    root.handlers = [_Handler(index, lines)]
    root.setLevel(logging.DEBUG)
    job()


def run(path: str, jobs: list[Callable[[], object]]) -> list[int]:
    lines = mp.SimpleQueue()
    crew = [mp.Process(target=_work, args=(i, job, lines)) for i, job in enumerate(jobs)]
    with open(path, "w", encoding="utf-8") as file:
        for process in crew:
            process.start()
        listener = _Listener(lines, file)
        listener.start()  # a thread, hence after the last fork
        for process in crew:
            process.join()
        listener.stop()  # the mark comes after all lines, as their put has returned
    lines.close()
    return [process.exitcode for process in crew]
