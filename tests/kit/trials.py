"""Plays small programs as trials: the shortest way from a source text to an outcome."""

import contextlib
import itertools
import os
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from multiprocessing import get_all_start_methods
from pathlib import Path
from typing import Any, Self

import pytest
from platforms import KIND

from examiner.facts.environment import PORTABLE
from examiner.facts.job import Job, Limits
from examiner.facts.outcome import Outcome
from examiner.facts.start_methods import START_METHODS
from examiner.supervisor.client import Supervisor
from examiner.telling import diagnosis

PROGRAMS = Path(__file__).parent / "programs"

TOKEN = "IPC_KATA_TEST"
"""Environment variable that marks every process below a stand: the kernel keeps a process's first
environment readable, also for a daemon that has cut every other tie."""

SHARED_MEMORY = Path("/dev/shm")
"""Where Linux shows semaphores and shared memory by name."""

BELL = 15.0
"""Seconds to wait for a program to ring: it takes a moment to start, and long on a busy machine."""

ENDED = 2.0
"""Seconds in which everything must have ended once the examiner has closed or is gone."""

SCENE = """
def play(stage, **inputs):
    stage.tell("result", stage.call("run", *inputs.values()))
"""
"""What is played around a program: its `run` is called in the caller's process."""

SCENE_WITH_HANDLER = """
def play(stage, **inputs):
    stage.call("run", stage.handler())
"""

MARK = re.compile(r"■ (?P<role>[^:■]+): (?P<call>[^■]*)")
"""In a program's comment: the role that waits for ever on this line, and in which plain call."""

_numbers = itertools.count()


@dataclass(frozen=True)
class Program:
    """A program file: its docstring says what it does and how it must end, its comments who waits where.

    Lines of the docstring:

        ends: proof                      Outcome.ending
        elsewhere: deadline              the same where nothing is proved, if that differs
        verdict: deadlock
        says: consumer waits for         part of the situation's sentence
        methods: fork spawn              the start methods to try, fork if it says nothing
        limits: deadline=0.5             what differs from the usual limits
    """

    path: Path

    def __str__(self) -> str:
        return self.path.stem

    @cached_property
    def source(self) -> str:
        """The program's text."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def waits(self) -> frozenset[tuple[str, str, int]]:
        """(role, plain call, line) of everyone who waits.

        A wait that the examiner has no name for, marked `its own code`, has an empty plain call.
        What the docstring adds in a line `also: ■ …` is on no line of the program, so 0.
        """
        found = set()
        for number, line in enumerate(self.source.splitlines(), 1):
            for role, call in MARK.findall(line):
                plain = call.strip()
                at = 0 if line.startswith("also:") else number
                found.add((role, "" if plain == "its own code" else plain, at))
        return frozenset(found)

    def header(self, name: str) -> str:
        """Return the rest of the docstring's line `name: …`, `""` if there is none."""
        found = re.search(rf"^{name}: (.*)$", self.source, re.MULTILINE)
        return found[1] if found else ""

    @property
    def methods(self) -> list[str]:
        """The start methods to try."""
        return [word for word in self.header("methods").split() if word in METHODS] or ["fork"]

    @property
    def limits(self) -> Limits:
        """What the program may use."""
        pairs = [word.split("=") for word in self.header("limits").split()]
        kinds = {"deadline": float, "wall": float}
        limits: dict[str, Any] = {name: kinds.get(name, int)(value) for name, value in pairs}
        return Limits(**limits)


METHODS = tuple(method for method in START_METHODS if method in get_all_start_methods())
"""Those that this platform has, the cheapest first."""


def _contract(scene: str, named: list[str]) -> dict[str, list[str]]:
    """Return what a program must have to be played in a scene."""
    if scene is SCENE_WITH_HANDLER:
        return {"run": ["handle"]}
    return {"run": named} if scene is SCENE else {}


def programs(folder: str) -> list[Program]:
    """Return the programs of one kind."""
    return [Program(path) for path in sorted((PROGRAMS / folder).glob("*.py"))]


def program(folder: str, name: str) -> Program:
    """Return one program."""
    return Program(PROGRAMS / folder / f"{name}.py")


class Stand:
    """A supervisor with a temporary folder of its own, all of whose processes can be recognised."""

    def __init__(
        self, folder: Path, *, slots: int = 4, token: str = "", temporary: Path | None = None
    ) -> None:
        """Sources go to `folder`; what the supervisor writes goes to `temporary`.

        pytest's folders are too deep for that: a socket's path may have 107 characters.
        """
        self.folder = folder
        self.token = token or f"{os.getpid()}-{next(_numbers)}"
        self.temporary = temporary or Path(tempfile.mkdtemp(prefix="kit-"))
        self.supervisor = Supervisor(slots)
        self._remove = temporary is None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.supervisor.close()
        if self._remove:
            shutil.rmtree(self.temporary, ignore_errors=True)

    def submit(
        self,
        program: Program,
        *inputs: Any,
        method: str = "fork",
        limits: Limits | None = None,
        scene: str = SCENE,
        as_program: bool = False,
    ) -> Job:
        """Start a trial of a program whose `run` is called with the inputs."""
        job = self._job(program, inputs, method, limits or program.limits, scene)
        return self._send(replace(job, as_program=as_program))

    def _send(self, job: Job) -> Job:
        with pytest.MonkeyPatch.context() as patch:  # for the server, which the first job starts
            patch.setenv(TOKEN, self.token)
            patch.setenv("TMPDIR", str(self.temporary))
            self.supervisor.submit(job)
        return job

    def submit_portable(self, program: Program, kind: str, method: str, limits: Limits) -> Job:
        """Start a trial that does without /proc, if `kind` is `fresh` without fork as well."""
        job = replace(self._job(program, (), method, limits, SCENE), portable=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(PORTABLE, kind)
            return self._send(job)

    def outcome(self, job: Job) -> Outcome:
        """Wait for the outcome of a trial; pytest-timeout bounds the wait."""
        return Outcome(job, self.supervisor.result(job))

    def play(self, program: Program, *inputs: Any, **rest: Any) -> Outcome:
        """Run one trial and return its outcome."""
        return self.outcome(self.submit(program, *inputs, **rest))

    def _job(
        self, program: Program, inputs: tuple[Any, ...], method: str, limits: Limits, scene: str
    ) -> Job:
        name = f"t{os.getpid():x}-{next(_numbers)}"
        folder = self.folder / name
        folder.mkdir()
        (folder / program.path.name).write_text(program.source, encoding="utf-8")
        (folder / "scene_of_trial.py").write_text(scene, encoding="utf-8")
        named = {f"input_{number}": value for number, value in enumerate(inputs)}
        return Job(
            id=name,
            module=str(program),
            answers=str(folder),
            checks=str(folder),
            check_module="scene_of_trial",
            scene="play",
            contract=_contract(scene, list(named)),
            inputs=named,
            method=method,
            limits=limits,
            portable=bool(KIND),
        )

    def processes(self) -> dict[int, str]:
        """Return pid → command line of what lives below the supervisor, its server left out."""
        found = marked(self.token)
        return {pid: command for pid, command in found.items() if _parent(pid) != os.getpid()}

    def server(self) -> int:
        """Return the pid of the process that runs the trials."""
        return next(pid for pid in marked(self.token) if _parent(pid) == os.getpid())


def marked(token: str) -> dict[int, str]:
    """Return pid → command line of all living processes that were started with a token."""
    sign = f"{TOKEN}={token}\0".encode()
    found = {}
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if folder.name.isdigit() and sign in (folder / "environ").read_bytes():
                words = (folder / "cmdline").read_bytes().split(b"\0")
                found[int(folder.name)] = b" ".join(words).decode(errors="replace")
    return found


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


def lives(pid: int) -> bool:
    """Is there a process with this pid that has not ended?"""
    return _stat(pid)[:1] not in ([], ["Z"], ["X"])


def zombies(parent: int) -> list[int]:
    """Return the children of a process that have ended, and that it has not noticed."""
    found = [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit()]
    return [pid for pid in found if _stat(pid)[:2] == ["Z", str(parent)]]


def _parent(pid: int) -> int:
    return int([*_stat(pid), "0", "0"][1])


def _stat(pid: int) -> list[str]:
    """Return the fields of a process's `stat` from the state on."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()


def _pidfd(pid: int) -> int | None:
    with contextlib.suppress(ProcessLookupError):
        return os.pidfd_open(pid)
    return None


def peak_memory(pid: int) -> int:
    """Return the bytes of memory that a living process has used at most."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found[1]) << 10 if found else 0


def shared(outcome: Outcome) -> list[str]:
    """Return the semaphores and the shared memory of a trial that still exist."""
    named = {str(entry["name"]).strip("/") for entry in outcome.of("memory")}
    prefix = f"sem.mp-{outcome.job.id}-"
    existing = [path.name for path in SHARED_MEMORY.iterdir()]
    return [name for name in existing if name.startswith(prefix) or name in named]


def waits(outcome: Outcome) -> set[tuple[str, str, int]]:
    """Return (role, plain call, line) of everyone who waits."""
    return {(row.role, row.plain, row.line) for row in diagnosis.blocked(outcome)}


def latency(outcome: Outcome) -> float:
    """Return the seconds from the trial's last step to its verdict."""
    ended: int = outcome.report["ended"]
    last: int = max(entry["t"] for entry in outcome.log if entry["t"] < ended)
    return (ended - last) / 1e9


class Bell:
    """A FIFO that programs write words to, a line each, for a test to wait on."""

    def __init__(self, path: Path) -> None:
        """Programs get `path` as an input."""
        self.path = str(path)
        os.mkfifo(path)
        self._descriptor = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        self._received = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)

    def wait(self, count: int = 1) -> list[str]:
        """Return `count` words; fail if they do not come in time."""
        limit = time.monotonic() + BELL
        while self._received.count(b"\n") < count:
            left = max(0.0, limit - time.monotonic())
            ready, _, _ = select.select([self._descriptor], [], [], left)
            assert ready, f"only {self._received!r} came in {BELL} s"
            self._received += os.read(self._descriptor, 4096)
        *words, self._received = self._received.split(b"\n", count)
        return [word.decode() for word in words]


@contextlib.contextmanager
def spinning(count: int) -> Iterator[None]:
    """Keep `count` processes spinning beside; each ends by itself should this process die."""
    source = f"import os\nwhile os.getppid() == {os.getpid()}: pass"
    with contextlib.ExitStack() as owned:
        for _ in range(count):
            spinner = subprocess.Popen([sys.executable, "-S", "-E", "-c", source])
            owned.callback(spinner.wait)
            owned.callback(spinner.kill)
        yield
