"""The log of a trial: one append-only file that every process of the trial writes to.

A regular file opened for appending gives a total order for free, never blocks a writer, and
keeps what a process wrote before it was killed. A pipe would give none of these.
"""

import json
import os
import time

CALLS_LOGGED = 200
"""Finished calls that one process logs; later ones only count, so that a log stays bounded."""

_HIGH_DESCRIPTOR = 200
"""Keep the log's descriptor out of the range that programs count and compare."""


class Recorder:
    """Appends JSON lines to the trial's log, from any process and thread of the trial."""

    def __init__(self, folder: str) -> None:
        """Write to `folder`/log.jsonl; the file is opened when the first line is written."""
        self.folder = folder
        self.path = os.path.join(folder, "log.jsonl")
        self.current: dict[int, tuple[object, ...]] = {}
        """Thread id → the traced call that the thread is in: (name, object, arguments, frame)."""
        self.calls_left = CALLS_LOGGED
        self._descriptor = -1

    def log(self, kind: str, **data: object) -> None:
        """Append one line; `data` must be plain JSON data."""
        entry = {"kind": kind, "t": time.monotonic_ns(), "pid": os.getpid(), **data}
        line = json.dumps(entry, separators=(",", ":")).encode() + b"\n"
        try:
            os.write(self._descriptor, line)
        except OSError:  # not opened yet, or the answer closed every descriptor it could find
            self._open()
            os.write(self._descriptor, line)

    def after_fork(self) -> None:
        """Forget, in a forked child, the calls that its parent's threads were in."""
        self.current.clear()
        self.calls_left = CALLS_LOGGED
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


_recorders: dict[str, Recorder] = {}


def recorder(folder: str) -> Recorder:
    """Return this process's one recorder for a trial folder."""
    found = _recorders.get(folder)
    if found is None:
        found = _recorders[folder] = Recorder(folder)
    return found
