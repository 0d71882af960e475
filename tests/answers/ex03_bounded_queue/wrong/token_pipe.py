# verdict: deadlock @ large_size
# a pipe holds a token for each place, and not very many of them
import multiprocessing as mp
from collections.abc import Callable, Iterable
from multiprocessing.connection import Connection
from typing import Any


def produce(queue: mp.Queue, tokens: Connection, source: Iterable) -> None:
    for item in source:
        tokens.recv_bytes()  # wait for a free place
        queue.put(item)
    queue.put(None)


def consume(queue: mp.Queue, tokens: Connection, handle: Callable[[Any], None]) -> None:
    while (item := queue.get()) is not None:
        tokens.send_bytes(b"+")  # give its place back, then work
        handle(item)


def run(source: Iterable, handle: Callable[[Any], None], maxsize: int) -> None:
    if maxsize < 1:
        raise ValueError("maxsize < 1")
    queue: mp.Queue = mp.Queue()
    free, give = mp.Pipe(duplex=False)
    with free, give:
        for _ in range(maxsize):
            give.send_bytes(b"+")
        processes = [
            mp.Process(target=produce, args=(queue, free, source), name="producer"),
            mp.Process(target=consume, args=(queue, give, handle), name="consumer"),
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
    queue.close()
