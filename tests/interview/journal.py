"""The journal of one interview: a line of JSON for each thing that happened, on disk at once.

Whatever ends the program, all but the line that was being written is kept. A torn last line is cut
off when the journal is opened again.
"""

import json
import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from examiner.facts import files

NAME = "events.jsonl"

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)


class CannotSave(OSError):
    """What happened last could not be written; everything before it is kept."""


class AlreadyOpen(OSError):
    """Another process holds this interview."""


@dataclass(frozen=True)
class Record:
    """Something that happened."""

    kind: str
    at: float
    """Seconds of the interview's own clock."""
    data: dict[str, Any] = field(default_factory=dict)
    time: str = ""
    """When, in UTC."""


class Journal:
    """An append-only file of records; a context manager that closes it."""

    def __init__(self, folder: Path) -> None:
        """Open the journal in a folder, or begin one; raises AlreadyOpen."""
        self.path = folder / NAME
        self._file = os.open(self.path, _FLAGS, 0o644)
        if not _lock(self._file):
            os.close(self._file)
            raise AlreadyOpen(f"{folder.name} is open in another terminal")
        self._guard = threading.Lock()
        records, self._length = _whole_lines(self.path.read_bytes())
        os.ftruncate(self._file, self._length)
        self.records: tuple[Record, ...] = tuple(records)
        """What was there when it was opened."""

    def __enter__(self) -> "Journal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._file)

    def append(self, kind: str, at: float, **data: Any) -> Record:
        """Write a record so that even a power cut keeps it; raises CannotSave."""
        record = Record(kind, round(at, 2), data, files.stamp(files.now()))
        line = {"kind": kind, "at": record.at, "time": record.time, **data}
        # ASCII only: a lone surrogate from a strange terminal would not become UTF-8.
        text = json.dumps(line).encode("ascii") + b"\n"
        with self._guard:
            self._write(text)
        return record

    def _write(self, text: bytes) -> None:
        try:
            written = os.write(self._file, text)
            if written != len(text):
                raise OSError("the disk is full")
            os.fsync(self._file)
        except OSError as error:
            os.ftruncate(self._file, self._length)
            raise CannotSave(f"{self.path} could not be written: {error}") from error
        self._length += len(text)


def read(folder: Path) -> list[Record]:
    """Return the records of an interview without holding it; none if it cannot be read."""
    try:
        return _whole_lines((folder / NAME).read_bytes())[0]
    except OSError:
        return []


def _whole_lines(text: bytes) -> tuple[list[Record], int]:
    """Return the records up to the first line that is not whole, and how many bytes they take."""
    records, length = [], 0
    for line in text.splitlines(keepends=True):
        record = _record(line)
        if record is None:
            break
        records.append(record)
        length += len(line)
    return records, length


def _record(line: bytes) -> Record | None:
    if not line.endswith(b"\n"):
        return None
    try:
        data = json.loads(line)
        return Record(data.pop("kind"), float(data.pop("at")), data, data.pop("time"))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _lock(file: int) -> bool:
    try:
        return files.locked(file)
    except OSError:  # some network drives have no locks: then nobody is kept out
        return True
