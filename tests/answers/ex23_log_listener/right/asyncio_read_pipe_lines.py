"""An asyncio task for each job copies lines from a pipe, which a StreamHandler of the job fills."""

import asyncio
import logging
import multiprocessing as mp
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import BinaryIO

_LONGEST = 1 << 23  # a million characters are up to 4 million bytes


class _LineHandler(logging.StreamHandler):
    """Flushes after each record, as all StreamHandlers do."""

    def __init__(self, index: int, pipe: Connection) -> None:
        super().__init__(open(pipe.fileno(), "w", encoding="utf-8", newline="\n", closefd=False))
        self.index = index
        self.pipe = pipe  # it would close itself otherwise

    def format(self, record: logging.LogRecord) -> str:
        return f"{self.index} {record.levelname} {record.getMessage()}"


def _work(index: int, job: Callable[[], object], pipe: Connection) -> None:
    root = logging.getLogger()
    root.handlers = [_LineHandler(index, pipe)]
    root.setLevel(logging.DEBUG)
    job()


async def _copy(pipe: Connection, file: BinaryIO) -> None:
    reader = asyncio.StreamReader(limit=_LONGEST)
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), pipe
    )
    async for line in reader:
        file.write(line)
    # At the end of file the transport has closed the pipe.


async def _copy_all(pipes: list[Connection], file: BinaryIO) -> None:
    async with asyncio.TaskGroup() as group:
        for pipe in pipes:
            group.create_task(_copy(pipe, file))


def run(path: str, jobs: list[Callable[[], object]]) -> list[int]:
    crew: list[mp.Process] = []
    pipes: list[Connection] = []
    with open(path, "wb") as file:
        for i, job in enumerate(jobs):
            reader, writer = mp.Pipe(duplex=False)
            process = mp.Process(target=_work, args=(i, job, writer))
            process.start()
            writer.close()
            crew.append(process)
            pipes.append(reader)
        asyncio.run(_copy_all(pipes, file))
    for process in crew:
        process.join()
    return [process.exitcode for process in crew]
