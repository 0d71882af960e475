"""Plays small programs as trials: the shortest way from a source text to an outcome."""

import contextlib
import itertools
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from examiner import diagnosis
from examiner.outcome import Outcome
from examiner.supervisor.client import Supervisor
from examiner.supervisor.job import Job, Limits

PROGRAMS = Path(__file__).parent / "programs"

TOKEN = "IPC_KATA_TEST"
"""Environment variable that marks every process below a stand: the kernel keeps a process's first
environment readable, also for a daemon that has cut every other tie."""

BELL = 10.0
"""Seconds to wait for a program to ring: it takes a moment to start, and long on a busy machine."""

ENDED = 2.0
"""Seconds in which everything must have ended once the examiner is gone or has closed."""

PLAIN_SCENE = """
def play(stage, **inputs):
    stage.call("run", *inputs.values())
"""

MARK = re.compile(r"■ (?P<role>[^:■]+): (?P<call>[^■]*)")
"""In a program's comment: the role that waits for ever on this line, and in which plain call."""

_numbers = itertools.count()


@dataclass(frozen=True)
class Program:
    """A program file: what it does in its docstring, who waits where in its `■` comments."""

    path: Path

    def __str__(self) -> str:
        return self.path.stem

    @cached_property
    def source(self) -> str:
        """The program's text."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def waits(self) -> frozenset[tuple[str, str, int]]:
        """(role, plain call, line) of every process that waits; an exit is on no line, so 0.

        What the examiner cannot name has no plain call: `its own code`.
        """
        found = set()
        for number, line in enumerate(self.source.splitlines(), 1):
            for role, call in MARK.findall(line):
                plain = call.strip().removesuffix(",")
                at = 0 if plain == "exit" else number
                found.add((role, "" if plain == "its own code" else plain, at))
        return frozenset(found)

    def header(self, name: str) -> str:
        """Return the rest of the docstring's line `name: …`, `""` if there is none."""
        found = re.search(rf"^{name}: (.*)$", self.source, re.MULTILINE)
        return found[1] if found else ""


def programs(folder: str) -> list[Program]:
    """Return the programs of one kind."""
    return [Program(path) for path in sorted((PROGRAMS / folder).glob("*.py"))]


def program(folder: str, name: str) -> Program:
    """Return one program."""
    return Program(PROGRAMS / folder / f"{name}.py")


class Stand:
    """A supervisor with a temporary folder of its own, all of whose processes can be recognised."""

    def __init__(self, folder: Path, slots: int = 4, token: str = "") -> None:
        """The stand keeps sources, and the supervisor everything of its trials, in `folder`."""
        self.folder = folder
        self.token = token or f"{os.getpid()}-{next(_numbers)}"
        self.temporary = folder / "temporary"
        self.temporary.mkdir(parents=True, exist_ok=True)
        self.supervisor = Supervisor(slots)

    def __enter__(self) -> "Stand":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.supervisor.close()

    def submit(
        self,
        source: Program | str,
        *inputs: Any,
        method: str = "fork",
        limits: Limits | None = None,
        scene: str = PLAIN_SCENE,
    ) -> Job:
        """Start a trial of a program, or of a source text, whose `run` is called with the inputs."""
        job = self._job(source, inputs, method, limits or Limits(), scene)
        with pytest.MonkeyPatch.context() as patch:  # the first job starts the server
            patch.setenv(TOKEN, self.token)
            patch.setenv("TMPDIR", str(self.temporary))
            self.supervisor.submit(job)
        return job

    def outcome(self, job: Job) -> Outcome:
        """Wait for the outcome of a trial."""
        return Outcome(job, self.supervisor.result(job))

    def play(self, source: Program | str, *inputs: Any, **rest: Any) -> Outcome:
        """Run one trial and return its outcome."""
        return self.outcome(self.submit(source, *inputs, **rest))

    def _job(
        self, source: Program | str, inputs: tuple, method: str, limits: Limits, scene: str
    ) -> Job:
        name = f"t{os.getpid():x}{next(_numbers):x}"
        folder = self.folder / name
        folder.mkdir()
        text = source if isinstance(source, str) else source.source
        module = "answer" if isinstance(source, str) else source.path.stem
        (folder / f"{module}.py").write_text(text, encoding="utf-8")
        (folder / f"scene_{name}.py").write_text(scene, encoding="utf-8")
        named = {f"input_{number}": value for number, value in enumerate(inputs)}
        return Job(
            id=name,
            module=module,
            answers=str(folder),
            checks=str(folder),
            check_module=f"scene_{name}",
            scene="play",
            contract={"run": list(named)},
            inputs=named,
            method=method,
            limits=limits,
        )

    def processes(self) -> dict[int, str]:
        """Return pid → command line of what lives below the supervisor; its server left out."""
        return {pid: command for pid, command in marked(self.token).items() if not _is_ours(pid)}


def marked(token: str) -> dict[int, str]:
    """Return pid → command line of all living processes that were started with a token."""
    sign = f"{TOKEN}={token}\0".encode()
    found = {}
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if folder.name.isdigit() and sign in (folder / "environ").read_bytes() + b"\0":
                words = (folder / "cmdline").read_bytes().split(b"\0")
                found[int(folder.name)] = b" ".join(words).decode(errors="replace")
    return found


def _is_ours(pid: int) -> bool:
    with contextlib.suppress(OSError):
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        return stat.rpartition(")")[2].split()[1] == str(os.getpid())
    return False


def lives(pid: int) -> bool:
    """Is there a process with this pid that has not ended?"""
    with contextlib.suppress(OSError):
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        return stat.rpartition(")")[2].split()[0] not in "ZX"
    return False


def remaining(token: str, seconds: float = ENDED) -> dict[int, str]:
    """Wait until no process has the token; return those that still live after so many seconds."""
    limit = time.monotonic() + seconds
    while (found := marked(token)) and time.monotonic() < limit:
        with contextlib.ExitStack() as opened:
            ends = [end for pid in found if (end := _pidfd(pid)) is not None]
            for end in ends:
                opened.callback(os.close, end)
            if ends:
                select.select(ends, [], [], max(0.0, limit - time.monotonic()))
    return found


def _pidfd(pid: int) -> int | None:
    with contextlib.suppress(ProcessLookupError):
        return os.pidfd_open(pid)
    return None


def shared(outcome: Outcome) -> list[str]:
    """Return the semaphores and the shared memory of a trial that still exist."""
    named = {str(entry["name"]).strip("/") for entry in outcome.of("memory")}
    prefix = f"sem.mp-{outcome.job.id}-"
    return [name for name in os.listdir("/dev/shm") if name.startswith(prefix) or name in named]


def waits(outcome: Outcome) -> set[tuple[str, str, int]]:
    """Return (role, plain call, line) of every process that waits."""
    return {(row.role, row.plain, row.line) for row in diagnosis.blocked(outcome)}


def latency(outcome: Outcome) -> float:
    """Return the seconds from the trial's last step to its verdict."""
    steps = [entry["t"] for entry in outcome.log if entry["kind"] != "dump"]
    return (outcome.report["ended"] - max(steps)) / 1e9


class Bell:
    """A FIFO that programs write words to, a line each, for a test to wait on."""

    def __init__(self, path: Path) -> None:
        """Programs get `path` as an input."""
        self.path = str(path)
        os.mkfifo(path)
        self._descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        self._received = b""

    def __enter__(self) -> "Bell":
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)

    def wait(self, count: int = 1) -> list[str]:
        """Return `count` words; fail if they do not come in time."""
        limit = time.monotonic() + BELL
        while self._received.count(b"\n") < count:
            ready, _, _ = select.select([self._descriptor], [], [], limit - time.monotonic())
            assert ready, f"only {self._received!r} of {count} words came in {BELL} s"
            self._received += os.read(self._descriptor, 4096)
        *words, self._received = self._received.split(b"\n", count)
        return [word.decode() for word in words]


@contextlib.contextmanager
def spinning(count: int) -> Iterator[None]:
    """Keep `count` processes spinning beside; each ends by itself should this process die."""
    source = f"import os\nwhile os.getppid() == {os.getpid()}: pass"
    spinners = []
    try:
        for _ in range(count):
            spinners.append(subprocess.Popen([sys.executable, "-S", "-E", "-c", source]))
        yield
    finally:
        for spinner in spinners:
            spinner.kill()
        for spinner in spinners:
            spinner.wait()
