"""The log of a trial: one append-only file that every process of the trial writes to.

A regular file opened for appending gives a total order for free, never blocks a writer, and
keeps what a process wrote before it was killed. A pipe would give none of these.

A process logs its first calls as they end. Where the newest matter too, it keeps the last of the
later ones in memory, and writes them to a file of its own now and then, each time over the old.
"""

import contextlib
import json
import os
import time
from collections import deque
from collections.abc import Callable
from threading import get_ident
from typing import Any

from examiner.facts.calls import CALLS_LOGGED, RECENT, RECENT_PREFIX, Current
from examiner.facts.log import KINDS

_FLUSH = 250_000_000
"""Nanoseconds after which the newest calls are written to their file again."""

_HIGH_DESCRIPTOR = 200
"""Keep the log's descriptor out of the range that programs count and compare."""


class Recorder:
    """Appends JSON lines to the trial's log, from any process and thread of the trial."""

    def __init__(self, folder: str) -> None:
        """Write to `folder`/log.jsonl; the file is opened when the first line is written."""
        self.folder = folder
        self.logs_looks = False
        """Are calls logged too that only look, or find nothing?"""
        self.recent: deque[tuple[Any, ...]] | None = None
        """The newest calls beyond CALLS_LOGGED, None if they are not kept."""
        self.described: Callable[[tuple[Any, ...]], dict[str, object]] = _undescribed
        """Makes an entry's data of one of these."""
        self.tell_at = 0
        """When it may be told again that calls go on which are not logged, in nanoseconds."""
        self._flush_at = 0
        self.path = os.path.join(folder, "log.jsonl")
        self.current: dict[int, Current] = {}
        """Thread id → the traced call that the thread is in."""
        self.calls_left = CALLS_LOGGED
        self.main_thread = get_ident()
        self._descriptor = -1

    def log(self, kind: str, **data: object) -> None:
        """Append one line; `data` must be plain JSON data, as the vocabulary has it."""
        if kind not in KINDS:
            raise ValueError(f"the log has no entries {kind!r}: see facts/log.py")
        line = _line(kind, os.getpid(), **{"t": time.monotonic_ns(), **data})
        try:
            os.write(self._descriptor, line)
        except OSError:  # not opened yet, or the answer closed every descriptor it could find
            self._open()
            os.write(self._descriptor, line)

    def keep_recent(self, described: Callable[[tuple[Any, ...]], dict[str, object]]) -> None:
        """Keep the newest calls too; `described` makes an entry's data of what is noted."""
        self.recent = deque(maxlen=RECENT)
        self.described = described

    def note(self, call: tuple[Any, ...], now: int) -> None:
        """Keep a call that has ended `now`, by the monotonic clock in nanoseconds."""
        assert self.recent is not None
        self.recent.append(call)
        if now > self._flush_at:
            self.flush()

    def flush(self) -> None:
        """Write the newest calls to their file."""
        if not self.recent:
            return
        self._flush_at = time.monotonic_ns() + _FLUSH
        lines = [_line("call", os.getpid(), **self.described(call)) for call in self.recent]
        path = os.path.join(self.folder, f"{RECENT_PREFIX}{os.getpid()}")
        with contextlib.suppress(OSError), open(path, "wb") as file:
            file.writelines(lines)

    def after_fork(self) -> None:
        """Forget, in a forked child, what its parent's threads did and were in."""
        self.current.clear()
        self.calls_left = CALLS_LOGGED
        self.main_thread = get_ident()
        if self.recent is not None:
            self.recent.clear()
        self.log("forked")

    def _open(self) -> None:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
        low = os.open(self.path, flags, 0o600)
        self._descriptor = low
        try:
            import fcntl
        except ImportError:  # Windows: keep the low number
            return
        self._descriptor = fcntl.fcntl(low, fcntl.F_DUPFD_CLOEXEC, _HIGH_DESCRIPTOR)
        os.close(low)


_encoded = json.JSONEncoder(separators=(",", ":")).encode
"""json.dumps would make an encoder for each line."""


def _line(kind: str, pid: int, **data: object) -> bytes:
    # What an entry is comes first: some look for that in the raw text.
    return _encoded({"kind": kind, "pid": pid, **data}).encode() + b"\n"


def _undescribed(call: tuple[Any, ...]) -> dict[str, object]:
    raise NotImplementedError(call)


_recorders: dict[str, Recorder] = {}


def recorder(folder: str) -> Recorder:
    """Return this process's one recorder for a trial folder."""
    found = _recorders.get(folder)
    if found is None:
        found = _recorders[folder] = Recorder(folder)
    return found
