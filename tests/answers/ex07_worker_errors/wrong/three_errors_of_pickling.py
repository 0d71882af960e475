# verdict: crashed @ values_that_do_not_travel
# it knows three errors that pickling raises, and a ValueError ends its worker
import multiprocessing as mp
import pickle
import traceback
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any


def failure(error: Exception) -> bytes:
    trace = "".join(traceback.format_exception(error))
    return pickle.dumps(("error", type(error).__name__, str(error), trace))


def work(writer: Connection, blobs: list[bytes], fn: Callable[[Any], Any]) -> None:
    """Do the blobs in order, and write one reply for each."""
    for blob in blobs:
        try:
            value = fn(pickle.loads(blob))
        except Exception as error:
            reply = failure(error)
        else:
            try:
                reply = pickle.dumps(("ok", value))
            except (pickle.PicklingError, TypeError, AttributeError) as error:
                # Lambdas, local classes, locks, open files, generators.
                reply = failure(error)
        writer.send_bytes(reply)


class Share:
    """The items of one worker, and of those that take its place."""

    def __init__(self, indexes: range) -> None:
        self.left = deque(indexes)
        self.process: mp.Process | None = None
        self.reader: Connection | None = None

    def start(self, items: list, fn: Callable[[Any], Any]) -> None:
        blobs = [pickle.dumps(items[index]) for index in self.left]
        self.reader, writer = mp.Pipe(duplex=False)
        self.process = mp.Process(target=work, args=(writer, blobs, fn))
        self.process.start()
        writer.close()

    def end(self) -> int:
        self.process.join()
        code = self.process.exitcode
        self.process.close()
        self.reader.close()
        return code


def run(items: list, fn: Callable[[Any], Any], workers: int) -> list[tuple]:
    reports: list = [None] * len(items)
    shares = [Share(range(first, len(items), workers)) for first in range(workers)]
    active: dict[Connection, Share] = {}

    def begin(share: Share) -> None:
        if share.left:
            share.start(items, fn)
            active[share.reader] = share

    for share in shares:
        begin(share)
    while active:
        for reader in wait(list(active)):
            share = active[reader]
            try:
                kind, *rest = pickle.loads(reader.recv_bytes())
                index = share.left.popleft()
                reports[index] = (kind, index, *rest)
            except (EOFError, OSError):
                del active[reader]
                code = share.end()
                if share.left:
                    index = share.left.popleft()
                    reports[index] = ("crashed", index, code)
                begin(share)
    return reports
