"""Runs a command on a terminal of its own, to be typed into."""

import io
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psutil
import pytest
from commands import WHOLE, Place, wait_until

pytest.importorskip("pty", reason="there are no pseudo-terminals here")
pexpect = pytest.importorskip("pexpect")

ROWS, COLUMNS = 50, 80


class Terminal:
    """A command and what it has shown so far."""

    def __init__(self, words: Sequence[str], where: Place, rows: int = ROWS) -> None:
        with warnings.catch_warnings():
            # It forks, and other tests may have threads at work; the child execs at once.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.child: Any = pexpect.spawn(
                words[0],
                list(words[1:]),
                cwd=str(where.folder),
                env=where.environment | {"TERM": "xterm"},
                dimensions=(rows, COLUMNS),
                timeout=WHOLE,
                encoding="utf-8",
            )
        self.child.logfile_read = io.StringIO()

    @property
    def shown(self) -> str:
        """All that has been read so far."""
        return str(self.child.logfile_read.getvalue())

    def wait_for(self, text: str) -> str:
        """Read until a text comes; return what came before it."""
        self.child.expect_exact(text)
        return str(self.child.before)

    def type(self, text: str) -> None:
        """Type a line."""
        self.child.sendline(text)

    def press(self, key: str) -> None:
        """Press a key."""
        self.child.send(key)

    def interrupt(self) -> None:
        """Press Ctrl-C once the command waits for something.

        A moment before, between a prompt and reading what is typed, Python notes a signal, and acts
        on it only when a line has come. Whoever types is not that quick.
        """
        command = psutil.Process(self.child.pid)
        assert wait_until(lambda: command.status() == psutil.STATUS_SLEEPING)
        self.child.sendintr()

    def end(self) -> int:
        """Read to the end; return the exit code, negative for a signal."""
        self.child.expect(pexpect.EOF)
        self.child.wait()
        return int(-self.child.signalstatus if self.child.signalstatus else self.child.exitstatus)


@contextmanager
def terminal(words: Sequence[str], where: Place, rows: int = ROWS) -> Iterator[Terminal]:
    """Start a command on a terminal; whatever happens, it is ended."""
    here = Terminal(words, where, rows)
    try:
        yield here
    finally:
        here.child.close(force=True)
