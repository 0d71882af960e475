"""The log of a program that may run for ever: only its newest part is kept."""

import contextlib
import ctypes
import os
import sys
from pathlib import Path
from typing import Any

from examiner.facts.calls import RECENT_PREFIX
from examiner.supervisor.logbook import Logbook

MOST_ENTRIES = 30_000
"""Entries that are kept in memory."""

MOST_FILES = 100
"""Processes whose newest calls are kept, each in a file of its own."""

_CHUNK = 1 << 20
"""Bytes that are read before their place on the disk is given back."""

_PUNCH_HOLE_KEEP_SIZE = 0x03

_LASTING = frozenset({"up", "start", "forked", "pair", "make"})
"""Kinds of entries that matter as long as their process lives."""


class EndlessLogbook(Logbook):
    """A log that grows for ever, read as it grows."""

    limit = None

    def __init__(self, folder: str) -> None:
        """Read `folder`/log.jsonl."""
        super().__init__(folder)
        self._freed = 0

    def read(self) -> list[dict[str, Any]]:
        """Return the new entries; forget old ones if there are too many."""
        new = super().read()
        if len(self.entries) > MOST_ENTRIES:
            self._forget()
        if self.offset - self._freed > _CHUNK:
            self._freed = self.offset
            _free(self.path, self.offset)
            _remove_all_but_newest(Path(self.folder))
        return new

    def _forget(self) -> None:
        """Forget the older half, but for what is still true of processes that have not ended."""
        half = len(self.entries) // 2
        ended = {e["pid"] for e in self.entries if e["kind"] == "down"}
        ended |= {e["child"] for e in self.entries if e["kind"] == "exit"}
        lasting = [
            entry
            for entry in self.entries[:half]
            if entry["kind"] in _LASTING and entry.get("child", entry["pid"]) not in ended
        ]
        self.entries = [*lasting[-half // 2 :], *self.entries[half:]]


def _free(path: str, size: int) -> None:
    """Give back the place of a file's beginning; its length stays, so no offset moves."""
    if sys.platform != "linux":
        return
    with contextlib.suppress(OSError, AttributeError):
        descriptor = os.open(path, os.O_RDWR)
        try:
            call = ctypes.CDLL(None, use_errno=True).fallocate
            call.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_longlong, ctypes.c_longlong]
            call(descriptor, _PUNCH_HOLE_KEEP_SIZE, 0, size)
        finally:
            os.close(descriptor)


def _remove_all_but_newest(folder: Path) -> None:
    ages = {}
    for path in folder.glob(f"{RECENT_PREFIX}*"):
        with contextlib.suppress(OSError):
            ages[path] = path.stat().st_mtime
    for path in sorted(ages, key=ages.__getitem__)[:-MOST_FILES]:
        with contextlib.suppress(OSError):
            path.unlink()
