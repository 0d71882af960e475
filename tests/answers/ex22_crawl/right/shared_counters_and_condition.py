"""No dispatcher: workers share a log file of the pages, counters of it and one condition."""

import multiprocessing as mp
import pickle
import tempfile
from collections.abc import Callable
from ctypes import c_long
from dataclasses import dataclass
from multiprocessing.synchronize import Condition
from typing import BinaryIO


@dataclass(frozen=True)
class _Board:
    """The log holds `known` pages, of which the first `taken` were taken; `ended` are through.

    Log and counters are touched only by who holds `change`.
    """

    log: str
    change: Condition
    known: c_long
    taken: c_long
    ended: c_long

    def all_ended(self) -> bool:
        return self.ended.value == self.known.value

    def something_to_do(self) -> bool:
        return self.taken.value < self.known.value or self.all_ended()


def _catch_up(board: _Board, pages: list[str], log: BinaryIO) -> None:
    while len(pages) < board.known.value:
        pages.append(pickle.load(log))


def _take(board: _Board, pages: list[str], log: BinaryIO) -> str | None:
    board.change.wait_for(board.something_to_do)
    if board.all_ended():
        return None
    _catch_up(board, pages, log)
    board.taken.value += 1
    return pages[board.taken.value - 1]


def _work(fetch: Callable[[str], list[str]], board: _Board) -> None:
    pages: list[str] = []  # this worker's copy of the log
    with open(board.log, "rb") as reader, open(board.log, "ab") as writer:
        with board.change:
            page = _take(board, pages, reader)
        while page is not None:
            try:
                links = set(fetch(page))
            except Exception:  # the page counts all the same
                links = set()
            with board.change:
                _catch_up(board, pages, reader)
                new = links.difference(pages)
                for link in new:
                    pickle.dump(link, writer)
                writer.flush()
                board.known.value += len(new)
                board.ended.value += 1
                if board.all_ended():
                    board.change.notify_all()
                elif len(new) > 1:
                    board.change.notify(len(new) - 1)  # one is for this worker, here and now
                page = _take(board, pages, reader)


def crawl(start: str, fetch: Callable[[str], list[str]], workers: int) -> set[str]:
    with tempfile.NamedTemporaryFile() as log:
        pickle.dump(start, log)
        log.flush()
        known, taken, ended = (mp.RawValue(c_long, count) for count in (1, 0, 0))
        board = _Board(log.name, mp.Condition(), known, taken, ended)
        processes = [mp.Process(target=_work, args=(fetch, board)) for _ in range(workers)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
            process.close()
        log.seek(0)
        return {pickle.load(log) for _ in range(known.value)}
