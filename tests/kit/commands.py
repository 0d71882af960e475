"""Runs the kit's commands for real: in a session of their own, bounded, and ended afterwards."""

import importlib.util
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from examiner.facts.environment import PORTABLE

ROOT = Path(__file__).resolve().parents[2]

PARTS = ("exercises", "solutions", "tests", "noxfile.py", "pyproject.toml", "README.md")
"""What a copy of the kit consists of: what a download holds, without git."""

WHOLE = 240.0
"""Seconds for a command: many times what it takes, for a machine that is busy with other things."""

GRACE = 5.0
"""Seconds that a command gets to end itself after Ctrl-C, before it is killed.

Half of what a worker of pytest-xdist gets: then it is killed, and could end nobody any more.
"""

VANISHING = 5.0
"""Seconds for what a command has left to go away: the kernel may still be at it."""

LOOK = 0.02
"""Seconds between two looks at something outside that tells no one when it changes."""

MARK = "IPC_KATA_TEST_MARK"
"""Environment variable by which a command's processes are told from all others."""

_LEFT_OUT = ("PYTEST_", "PYTHON", "NO_COLOR", "FORCE_COLOR", "NOX", "COLUMNS", "IPC_KATA_")
"""Beginnings of environment variables that would change what a command does or prints."""


@dataclass(frozen=True)
class Done:
    """A command that has ended."""

    code: int
    """Exit code, negative for a signal."""
    out: str
    err: str
    left: tuple[str, ...]
    """Processes, temporary files and shared memory that outlived it."""
    raw: bytes
    """Standard output and then standard error, as they were written."""

    @property
    def all(self) -> str:
        """Everything that it printed."""
        return self.out + self.err


@dataclass
class Place:
    """Where a command runs: its folder, environment, and a temporary folder that only it uses."""

    folder: Path
    temporary: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def processes(self) -> list[str]:
        """Command lines of the living processes that a command in this place has started."""
        return list(_marked(self.environment[MARK]))

    @property
    def pids(self) -> list[int]:
        """Their numbers."""
        return _marked_pids(self.environment[MARK])

    def remains(self, pid: int, before: set[str]) -> tuple[str, ...]:
        """Return what is left of the examiner that ran in process `pid`."""
        return tuple(wait_until_empty(lambda: self._left(pid, before)))

    def _left(self, pid: int, before: set[str]) -> list[str]:
        return [
            *self.processes,
            *(str(path) for path in self.temporary.iterdir()),
            *sorted(shared_memory(pid) - before),
        ]


@contextmanager
def place(folder: Path, **environment: str) -> Iterator[Place]:
    """Give a folder to run commands in; `environment` is added to what a plain shell has."""
    # Not pytest's tmp_path: a socket's path has at most about 100 characters.
    temporary = Path(tempfile.mkdtemp(prefix="kata-"))
    plain = {k: v for k, v in os.environ.items() if not k.startswith(_LEFT_OUT) or k == PORTABLE}
    plain |= {"TMPDIR": str(temporary), MARK: uuid.uuid4().hex}
    here = Place(folder, temporary, plain | environment)
    try:
        yield here
    finally:
        _end_marked(here)
        shutil.rmtree(temporary, ignore_errors=True)


@contextmanager
def started(words: Sequence[str], where: Place) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command in a session of its own; whatever happens, its group is ended."""
    process = subprocess.Popen(
        words,
        cwd=where.folder,
        env=where.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        with process:
            try:
                yield process
            finally:
                end_group(process)
    finally:
        _end_marked(where)


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a command that may still run: Ctrl-C first, so that it can end its own; then kill."""
    for number in (signal.SIGINT, signal.SIGKILL):
        if process.poll() is not None:
            return
        os.killpg(process.pid, number)
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            continue


def finish(
    process: subprocess.Popen[bytes], where: Place, before: set[str], seconds: float
) -> Done:
    """Wait for a started command, and look at what it leaves."""
    out, err = process.communicate(timeout=seconds)
    return Done(
        process.returncode,
        out.decode("utf-8", "backslashreplace"),
        err.decode("utf-8", "backslashreplace"),
        where.remains(process.pid, before),
        out + err,
    )


def run(words: Sequence[str], where: Place, seconds: float = WHOLE) -> Done:
    """Run a command to its end; raises TimeoutExpired after `seconds`."""
    before = shared_memory()
    with started(words, where) as process:
        return finish(process, where, before, seconds)


def examiner_words(*words: object) -> list[str]:
    """Return the command behind `nox -s grade -- …`."""
    return [sys.executable, "-m", "examiner", "grade", *map(str, words)]


def grade(*words: object, folder: Path = ROOT, **environment: str) -> Done:
    """Run `python -m examiner grade …` in the kit (or a copy of it), as the nox session does."""
    with place(folder, PYTHONPATH="tests", **environment) as here:
        return run(examiner_words(*words), here)


def plain_pytest(*words: object, folder: Path = ROOT, **environment: str) -> Done:
    """Run `pytest …` in a folder."""
    with place(folder, **environment) as here:
        return run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *map(str, words)], here
        )


def nox_words(*words: object) -> list[str]:
    """Return the command `nox …`; skips the test where there is no nox to call."""
    found = shutil.which("nox")
    here = [sys.executable, "-m", "nox"] if importlib.util.find_spec("nox") else []
    command = here or ([found] if found else [])
    if not command:
        pytest.skip("nox is neither installed here nor on the PATH")
    return [*command, *map(str, words)]


def nox(*words: object, folder: Path, **environment: str) -> Done:
    """Run `nox …` in a copy of the kit."""
    with place(folder, **environment) as here:
        return run(nox_words(*words), here)


def on_a_terminal(words: Sequence[str], where: Place, columns: int = 80) -> tuple[int, bytes]:
    """Run a command whose output is a terminal; return its exit code and what was shown."""
    pty, termios = pytest.importorskip("pty"), pytest.importorskip("termios")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    process = subprocess.Popen(
        words,
        cwd=where.folder,
        env=where.environment | {"TERM": "xterm"},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        shown = _read_all(ours, time.monotonic() + WHOLE)
        return process.wait(GRACE), shown
    finally:
        end_group(process)
        os.close(ours)
        _end_marked(where)


def _read_all(terminal: int, limit: float) -> bytes:
    shown = bytearray()
    while select.select([terminal], [], [], max(0.0, limit - time.monotonic()))[0]:
        try:
            data = os.read(terminal, 1 << 16)
        except OSError:  # Linux says EIO when the last writer has gone
            break
        if not data:
            break
        shown += data
    return bytes(shown)


def copy_of_the_kit(target: Path, *, answers: bool = True) -> Path:
    """Copy the kit as somebody would download it: pristine starters, no git, nothing compiled.

    Without the known `answers` and the kit's own tests it is copied much faster.
    """
    left_out = ["__pycache__", ".*"] if answers else ["__pycache__", ".*", "right", "wrong", "kit"]
    target.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part, ignore=shutil.ignore_patterns(*left_out))
        elif source.is_file():
            shutil.copy(source, target / part)
    for starter in (target / "tests" / "answers").glob("*/starter.py"):
        shutil.copy(starter, target / "exercises" / f"{starter.parent.name}.py")
    return target


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def shared_memory(pid: int | None = None) -> set[str]:
    """Return the names of the semaphores of trials that an examiner in process `pid` has started.

    Without a pid those of all examiners: other runs on this machine have some of their own.
    """
    prefix = "sem.mp-k" if pid is None else f"sem.mp-k{pid:x}"
    try:
        return {name for name in os.listdir("/dev/shm") if name.startswith(prefix)}
    except OSError:
        return set()


def wait_until_empty(look: Callable[[], list[str]], seconds: float = VANISHING) -> list[str]:
    """Look until there is nothing more to see; return what is still there after `seconds`."""
    limit = time.monotonic() + seconds
    while (seen := look()) and time.monotonic() < limit:
        time.sleep(LOOK)
    return seen


def wait_until(holds: Callable[[], bool], seconds: float = WHOLE) -> bool:
    """Look until something holds; return whether it does within `seconds`."""
    return not wait_until_empty(lambda: [] if holds() else ["not yet"], seconds)


def _marked(mark: str) -> Iterator[str]:
    """Yield the living processes of a mark as `pid command`, daemons of any session too."""
    for pid in _marked_pids(mark):
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
        except OSError:
            continue
        yield f"{pid} {command.decode(errors='replace').strip()[:120]}"


def _marked_pids(mark: str) -> list[int]:
    needle = f"{MARK}={mark}".encode()
    return [pid for pid in _pids() if needle in _environment(pid)]


def _pids() -> list[int]:
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdecimal()]
    except OSError:
        return []  # no /proc here: only temporary files can be looked at


def _environment(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()  # empty for a zombie
    except OSError:
        return b""


def _end_marked(where: Place) -> None:
    for pid in _marked_pids(where.environment[MARK]):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
