"""Passes tasks, start marks and answers as files in a temporary folder and waits for sentinels."""

import multiprocessing as mp
import os
import pickle
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

FUZZ = 0.4


def _put(path: Path, content: Any) -> None:
    part = path.with_suffix(".part")
    part.write_bytes(pickle.dumps(content))
    os.replace(part, path)  # so that a file is complete or not there at all


def _get(path: Path) -> Any:
    return pickle.loads(path.read_bytes()) if path.exists() else None


def _child(folder: Path) -> None:
    fn, task = _get(folder / "call")
    _put(folder / "begin", True)
    begin = time.monotonic()
    try:
        kind, body = "ok", pickle.dumps(fn(task))
    except Exception as error:
        kind, body = "error", pickle.dumps(type(error).__name__)
    _put(folder / "spent", time.monotonic() - begin)
    for stream in (sys.stdout, sys.stderr):
        with suppress(Exception):  # it may be closed, or None
            stream.flush()
    _put(folder / "answer", (kind, body))
    os._exit(0)  # whatever threads the task has left behind


class _Call:
    def __init__(self, index: int, folder: Path, limit: float) -> None:
        self.index, self.folder, self.limit = index, folder, limit
        self.dying, self.begin, self.check_at = False, 0.0, 0.0
        self.process = mp.Process(target=_child, args=(folder,), daemon=True)
        self.process.start()

    def outcome(self) -> tuple | None:
        """What came of it; None while it goes on."""
        code, now = self.process.exitcode, time.monotonic()  # the code before the files
        answer, spent, begin = (_get(self.folder / name) for name in ("answer", "spent", "begin"))
        self.begin, latest = self.begin or (now if begin else 0.0), self.limit + FUZZ
        if answer and spent <= latest:
            return answer[0], self.index, answer[1]
        if code is not None and not answer:
            return "crashed", self.index, code
        in_time = spent is not None and spent <= latest  # then it is writing its answer
        over = begin and now >= self.begin + latest + (3 if self.dying else 0)
        if answer or (over and not in_time):
            return "timeout", self.index
        self.check_at = self.begin + latest if begin and not in_time else now + 0.2
        if self.dying:  # its sentinel is ready, its exit code comes soon
            self.check_at = now + 0.025
        return None

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.process.close()


def run(tasks: list, fn: Callable[[Any], Any], limit: float, workers: int) -> list[tuple]:
    rows: list[tuple] = [()] * len(tasks)
    live: list[_Call] = []
    with tempfile.TemporaryDirectory() as spool:
        folders = [Path(spool, str(index)) for index in range(len(tasks))]
        for folder, task in zip(folders, tasks):
            folder.mkdir()
            _put(folder / "call", (fn, task))
        begun = 0
        try:
            while live or begun < len(folders):
                while begun < len(folders) and len(live) < workers:
                    live.append(_Call(begun, folders[begun], limit))
                    begun += 1
                pause = min(60, min(call.check_at for call in live) - time.monotonic())
                ready = wait([c.process.sentinel for c in live if not c.dying], max(0, pause))
                for call in live[:]:
                    ended = call.process.sentinel in ready
                    call.dying |= ended
                    if ended or call.check_at <= time.monotonic():
                        if row := call.outcome():
                            rows[call.index] = row
                            live.remove(call)
                            call.end()
        finally:
            for call in live:
                call.end()
    return [_final(*row) for row in rows]


def _final(kind: str, index: int, *rest: Any) -> tuple:
    try:
        return kind, index, *(map(pickle.loads, rest) if kind in ("ok", "error") else rest)
    except Exception as error:
        return "error", index, type(error).__name__
