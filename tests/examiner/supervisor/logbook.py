"""Reads a trial's log with suspicion: whoever runs in the trial could have written to it."""

import json
import os
import stat

from examiner.facts.log import Entry
from examiner.facts.shapes import is_well_formed

LARGEST_LOG = 4 << 20
"""Bytes of log that are read; a trial that reports more is ended."""


class Logbook:
    """The entries of a trial's log, read as it grows."""

    limit: int | None = LARGEST_LOG
    """Bytes that are read at most, None for all."""

    def __init__(self, folder: str) -> None:
        """Read `folder`/log.jsonl, which the first process that writes to it creates."""
        self.folder = folder
        self.path = os.path.join(folder, "log.jsonl")
        self.entries: list[Entry] = []
        self.garbled = 0
        """Lines that are no entries, and signs that somebody has meddled with the file."""
        self.up: set[int] = set()
        """The processes that have told of themselves: they have all that they were started with."""
        self.servers: set[int] = set()
        """Those of them that are managers' servers."""
        self.offset = 0
        """Bytes read so far."""

    @property
    def full(self) -> bool:
        """Has the trial reported more than anyone should?"""
        return self.limit is not None and self.offset >= self.limit

    def read(self) -> list[Entry]:
        """Return the new entries."""
        data = self._new_data()
        whole = data[: data.rfind(b"\n") + 1]
        self.offset += len(whole)
        new = [entry for line in whole.splitlines() if (entry := self.parse(line)) is not None]
        self.entries += new
        self.up.update(e["pid"] for e in new if e["kind"] in ("up", "forked"))
        self.servers.update(e["pid"] for e in new if e["kind"] == "up" and e["server"])
        return new

    def _new_data(self) -> bytes:
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
        try:
            if os.path.isdir(self.path):
                raise IsADirectoryError
            descriptor = os.open(self.path, flags | getattr(os, "O_BINARY", 0))
        except FileNotFoundError:
            self.garbled += bool(self.offset)  # it was there
            return b""
        except OSError:
            self.garbled += 1
            return b""
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode) or found.st_size < self.offset:
                self.garbled += 1
                return b""
            file.seek(self.offset)
            return file.read(-1 if self.limit is None else max(0, self.limit - self.offset))

    def parse(self, line: bytes) -> Entry | None:
        """Return a line's entry, None if it is none."""
        try:
            entry = json.loads(line.decode())
        except (ValueError, RecursionError):
            entry = None
        if is_well_formed(entry):
            found: Entry = entry
            return found
        self.garbled += 1
        return None
