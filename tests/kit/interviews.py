"""Holds interviews for real: from a file of lines, and on a pseudo-terminal as a candidate would."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import commands
import pytest
from commands import Place, copy_of_the_kit

SOON = 60.0
"""Seconds for whatever an interview does next, on a machine that is busy with other things."""

_PROMPT = r"\] [a-z0-9 ]*>"
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\r")


def words(*options: object) -> list[str]:
    """Return the command behind `nox -s interview -- …`."""
    return [sys.executable, "-m", "interview", *map(str, options)]


@dataclass(frozen=True)
class Held:
    """An interview that was held line by line."""

    code: int
    out: str
    err: str


@dataclass
class Desk:
    """A copy of the kit that interviews are held in."""

    kit: Path
    place: Place

    def hold(
        self,
        lines: Sequence[str],
        *options: object,
        before_start: Callable[[], None] | None = None,
        **environment: str,
    ) -> Held:
        """Hold an interview with these lines as its input."""
        done = subprocess.run(
            words(*options),
            input="".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape"),
            capture_output=True,
            cwd=self.kit,
            env=self.place.environment | environment,
            timeout=commands.WHOLE,
            check=False,
            preexec_fn=before_start,
        )
        return Held(done.returncode, done.stdout.decode(), done.stderr.decode())

    @property
    def sessions(self) -> list[Path]:
        """The folders of interviews, the oldest first."""
        return sorted((self.kit / ".ipc-kata" / "interviews").glob("*"))

    @property
    def latest(self) -> Path:
        """The folder of the last interview."""
        return self.sessions[-1]

    @contextmanager
    def terminal(self, *options: object, **environment: str) -> Iterator["Candidate"]:
        """Hold an interview on a terminal of 80 columns; it is ended afterwards."""
        pexpect = pytest.importorskip("pexpect")
        command, *rest = words(*options)
        child = pexpect.spawn(
            command,
            rest,
            cwd=str(self.kit),
            env=self.place.environment | {"TERM": "xterm"} | environment,
            dimensions=(24, 80),
            timeout=SOON,
            encoding="utf-8",
        )
        try:
            yield Candidate(child)
        finally:
            child.close(force=True)


@dataclass
class Candidate:
    """Somebody who sits at the terminal."""

    child: Any

    def sees(self, text: str) -> str:
        """Wait for a text; return what was shown up to its end, without control sequences."""
        self.child.expect_exact(text)
        return _CONTROL.sub("", self.child.before + self.child.after)

    def types(self, *lines: str) -> None:
        """Type lines, each when a prompt asks for it."""
        for line in lines:
            self.child.expect(_PROMPT)
            self.child.sendline(line)

    def presses(self, key: str) -> None:
        """Press Ctrl and a key, when a prompt is there."""
        self.child.expect(_PROMPT)
        self.interrupts(key)

    def interrupts(self, key: str = "c") -> None:
        """Press Ctrl and a key while something runs."""
        self.child.sendcontrol(key)

    def kill(self) -> None:
        """Kill the interview outright."""
        self.child.kill(signal.SIGKILL)
        self.ends()

    def ends(self) -> str:
        """Wait until the interview has ended; return what was shown last."""
        pexpect = pytest.importorskip("pexpect")
        self.child.expect(pexpect.EOF)
        return _CONTROL.sub("", self.child.before)

    @property
    def code(self) -> int:
        """The exit code, negative for a signal."""
        self.child.close()
        status = self.child.exitstatus
        return int(status) if status is not None else -int(self.child.signalstatus)


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """Give a fresh copy of the kit; nothing may be left running in the end.

    Its second exercise moves fewer items: still more than fit into a pipe, and sooner.
    """
    kit = copy_of_the_kit(folder / "kit")
    check = kit / "tests" / "checks" / "test_ex02_sentinel.py"
    text = check.read_text(encoding="utf-8")
    assert text.count("200_000") == 2
    check.write_text(text.replace("200_000", "20_000"), encoding="utf-8")
    with commands.place(kit, PYTHONPATH="tests", PYTHONIOENCODING="utf-8") as place:
        yield Desk(kit, place)
        assert not commands.wait_until_empty(lambda: place.processes)


def solve(folder: Path, slug: str, kit: Path) -> None:
    """Put the reference answer into a session."""
    shutil.copyfile(kit / "solutions" / f"{slug}.py", folder / f"{slug}.py")


def editor_that_solves(kit: Path, slug: str) -> str:
    """Return an $EDITOR that puts the reference answer into the file it is given."""
    return f"cp {os.path.join(kit, 'solutions', slug)}.py"
