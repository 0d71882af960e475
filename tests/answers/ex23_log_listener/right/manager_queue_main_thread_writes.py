"""The queue is a manager's, whose put returns when the server has the line; the caller drains."""

import logging
import multiprocessing as mp
import queue
from collections.abc import Callable
from logging.handlers import QueueHandler
from threading import Thread


class _LineHandler(QueueHandler):
    """Puts the finished line, as what else is in a record might not be picklable."""

    def __init__(self, lines: "queue.Queue[str | None]", index: int) -> None:
        super().__init__(lines)
        self.index = index

    def prepare(self, record: logging.LogRecord) -> str:
        return f"{self.index} {record.levelname} {record.getMessage()}\n"


def _work(job: Callable[[], object], lines: "queue.Queue[str | None]", index: int) -> None:
    root = logging.getLogger()
    root.handlers = [_LineHandler(lines, index)]
    root.setLevel(logging.DEBUG)
    job()


def _end(crew: list[mp.Process], lines: "queue.Queue[str | None]") -> None:
    for process in crew:
        process.join()
    lines.put(None)  # the last item: nobody is left to put another


def run(path: str, jobs: list[Callable[[], object]]) -> list[int]:
    with mp.Manager() as manager, open(path, "w", encoding="utf-8") as file:
        lines = manager.Queue()
        crew = [mp.Process(target=_work, args=(job, lines, i)) for i, job in enumerate(jobs)]
        for process in crew:
            process.start()
        joiner = Thread(target=_end, args=(crew, lines))
        joiner.start()
        for line in iter(lines.get, None):
            file.write(line)
        joiner.join()
    return [process.exitcode for process in crew]
