"""A logging call returns when the caller, by the job's semaphore, says that the line is written."""

import logging
import multiprocessing as mp
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Lock, Semaphore


class _AcknowledgedHandler(logging.Handler):
    def __init__(self, index: int, pipe: Connection, turn: Lock, written: Semaphore) -> None:
        super().__init__()
        self.index = index
        self.pipe = pipe
        self.turn = turn
        self.written = written

    def emit(self, record: logging.LogRecord) -> None:
        item = self.index, f"{record.levelname} {record.getMessage()}"
        with self.turn:
            self.pipe.send(item)
        # Not a JoinableQueue: its thread might die with a lock that the others need.
        self.written.acquire()


def _work(
    job: Callable[[], object], index: int, pipe: Connection, turn: Lock, written: Semaphore
) -> None:
    root = logging.getLogger()
    root.handlers = [_AcknowledgedHandler(index, pipe, turn, written)]
    root.setLevel(logging.DEBUG)
    job()


def run(path: str, jobs: list[Callable[[], object]]) -> list[int]:
    turn = mp.Lock()
    written = [mp.Semaphore(0) for _ in jobs]
    reader, writer = mp.Pipe(duplex=False)
    crew: list[mp.Process] = []
    with open(path, "wb", buffering=0) as raw, reader:
        for i, job in enumerate(jobs):
            process = mp.Process(target=_work, args=(job, i, writer, turn, written[i]))
            process.start()
            crew.append(process)
        writer.close()
        while True:
            try:
                index, text = reader.recv()
            except EOFError:  # no job is left to write
                break
            rest = memoryview(f"{index} {text}\n".encode())
            while rest:
                rest = rest[raw.write(rest) :]
            written[index].release()
    codes = []
    for process in crew:
        process.join()
        codes.append(process.exitcode)
        process.close()
    return codes
