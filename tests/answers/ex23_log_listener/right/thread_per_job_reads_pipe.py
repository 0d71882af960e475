"""For each job a thread of the caller reads a pipe to its end; a lock keeps the lines whole."""

import logging
import multiprocessing as mp
from collections.abc import Callable
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import TextIO


class _Sender(logging.Handler):
    def __init__(self, pipe: Connection) -> None:
        super().__init__(logging.DEBUG)
        self.pipe = pipe

    def emit(self, record: logging.LogRecord) -> None:
        self.pipe.send_bytes(f"{record.levelname} {record.getMessage()}".encode())


class _Child(mp.Process):
    def __init__(self, job: Callable[[], object], pipe: Connection) -> None:
        super().__init__()
        self.job = job
        self.pipe = pipe

    def run(self) -> None:
        root = logging.getLogger()
        while root.handlers:
            root.removeHandler(root.handlers[0])  # not closed: it is the caller's
        root.addHandler(_Sender(self.pipe))
        root.setLevel(logging.DEBUG)
        self.job()


def _receive(index: int, pipe: Connection, file: TextIO, lock: Lock) -> None:
    with pipe:
        while True:
            try:
                text = pipe.recv_bytes().decode()
            except EOFError:
                return
            with lock:
                file.write(f"{index} {text}\n")


def run(path: str, jobs: list[Callable[[], object]]) -> list[int]:
    crew: list[_Child] = []
    threads: list[Thread] = []
    lock = Lock()
    with open(path, "w", encoding="utf-8") as file:
        for i, job in enumerate(jobs):
            ours, theirs = mp.Pipe(duplex=False)
            child = _Child(job, theirs)
            child.start()
            theirs.close()
            crew.append(child)
            threads.append(Thread(target=_receive, args=(i, ours, file, lock)))
        for thread in threads:  # only now: who forks has no threads yet
            thread.start()
        for thread in threads:
            thread.join()
    codes = []
    for child in crew:
        child.join()
        codes.append(child.exitcode)
    return codes
