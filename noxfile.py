# /// script
# dependencies = ["nox"]
# ///
"""The commands of ipc-kata; `nox -l` lists them."""

import contextlib
import importlib.metadata
import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import nox
from packaging.requirements import Requirement  # nox needs it too
from packaging.version import Version

ROOT = Path(__file__).resolve().parent

NOX = "2026.7.11"
"""Not nox.needs_version: that would blame nox's age where Python is too old for a newer one."""

BEGUN = time.time()

USAGE = 2


def refuse(sentence: str) -> None:
    """End with one line that says why nothing can be done."""
    print(f"ipc-kata: {sentence}", file=sys.stderr)
    sys.exit(USAGE)


if sys.version_info < (3, 11):  # noqa: UP036 - nox may run with any
    found = ".".join(map(str, sys.version_info[:2]))
    refuse(f"Python 3.11 or newer is needed, and nox runs with {found} here: install it with that.")
if Version(importlib.metadata.version("nox")) < Version(NOX):
    refuse(f"nox {NOX} or newer is needed: python -m pip install --upgrade nox")
if os.pathsep in str(ROOT):
    refuse(
        f"rename this folder, for no environment of Python can be below a {os.pathsep!r}: {ROOT}"
    )

sys.path.insert(0, str(ROOT / "tests"))

from examiner import catalog  # noqa: E402 - older Pythons cannot read these
from examiner.facts.environment import PARENT  # noqa: E402
from examiner.facts.files import locked  # noqa: E402

signal.signal(signal.SIGTERM, signal.default_int_handler)  # what is being installed ends as well

QUIET = ("uv binary not found", "Reusing existing virtual environment")
"""What nox says whenever it looks for an environment, to nobody's use."""

logging.getLogger("nox").addFilter(lambda r: not r.getMessage().startswith(QUIET))

nox.options.sessions = ["grade"]
nox.options.default_venv_backend = "uv" if shutil.which("uv") else "virtualenv"
nox.options.reuse_venv = "yes"
nox.options.download_python = "never"

PROJECT = nox.project.load_toml("pyproject.toml")

KNOWN_ANSWERS = "tests/kit/test_known_answers.py"

SIDE_BY_SIDE = ("-n", "4", "--dist", "loadfile", "--no-loadscope-reorder", "-m", "not alone")
"""Words for pytest: more workers than cores, because many tests mostly wait.

A file's tests stay together, because they share what only one of them has to make.
"""

ALONE = ("-m", "alone")
"""Words for pytest: the tests that others would disturb, or that would disturb others."""

INTERRUPT_GRACE = 20
"""Seconds after Ctrl-C that a run gets to end its processes and to write its results.

pytest-xdist gives its workers ten of them.
"""

FAILED = 1

IS_NEW = "import sys; sys.exit(sys.version_info < (3, 11))"
"""A program that fails on a Python that is too old."""

LOOK, SHORT_WAIT = 0.1, 10
"""Seconds between two looks whether another nox is done, and looks after which that is said."""

SWITCHES = ("PYTHONOPTIMIZE", "PYTHONINSPECT", "PYTHONWARNINGS", "PYTHONDEVMODE")
"""Variables that change what Python does, and that are not meant for a grade."""

NO_TESTS = 5
"""pytest's exit code where -k and -m have left nothing to run."""


@nox.session
def grade(session: nox.Session) -> None:
    """Grade your answers: the board of all, or each check of those you name (-- 2; -- -h)."""
    examine(session, *session.posargs)


@nox.session
def reference(session: nox.Session) -> None:
    """Run the same checks with the reference solutions swapped in."""
    examine(session, "--answers", "solutions", "--strict", *session.posargs)


@nox.session
def trace(session: nox.Session) -> None:
    """Run any program and tell what its processes do, or why they hang (-- program.py; -- -h)."""
    prepare(session, "grade")
    if code := run_command(session, "examiner", "trace", *session.posargs):
        sys.exit(code)  # the program's own


@nox.session
def explore(session: nox.Session) -> None:
    """Run a program under many schedules until one shows a fault (-- program.py; -- -h)."""
    prepare(session, "grade")
    end(session, run_command(session, "examiner", "explore", *session.posargs), "a fault was found")


@nox.session
def matrix(session: nox.Session) -> None:
    """Show which check tries an exercise with which difficulty, or why none does (-- 2)."""
    prepare(session, "grade")
    end(session, run_command(session, "examiner", "matrix", *session.posargs), "a cell is empty")


@nox.session
def watch(session: nox.Session) -> None:
    """Grade on every save, and move on to the next exercise when one passes (-- 2 begins there)."""
    prepare(session, "practice", needs_of(session.posargs))
    practise(session, "watch")


@nox.session(venv_backend="none")
def hint(session: nox.Session) -> None:
    """Show the next hint for an exercise (-- 2; -- 2 --again)."""
    practise(session, "hint")


@nox.session(venv_backend="none")
def reset(session: nox.Session) -> None:
    """Put an exercise's starter back (-- 2); your file is kept as an attempt."""
    practise(session, "reset")


@nox.session(venv_backend="none")
def attempts(session: nox.Session) -> None:
    """List the attempts that were kept (-- 2), or put one back (-- 2 --restore 1)."""
    practise(session, "attempts")


@nox.session
def walkthrough(session: nox.Session) -> None:
    """Show the walk-through of a solution (-- 2)."""
    prepare(session, "practice")
    practise(session, "walkthrough")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the kit's own tests: who examines the examiner."""
    prepare(session, "tests")
    begun = time.monotonic()
    kit = ("tests/kit", "--ignore", KNOWN_ANSWERS)
    codes = {run_pytest(session, *kit, *part, *session.posargs) for part in (SIDE_BY_SIDE, ALONE)}
    session.log(f"the tests took {time.monotonic() - begun:.0f} s")
    if codes == {NO_TESTS} or codes - {0, NO_TESTS}:
        session.error("not all tests passed")


@nox.session
def answers(session: nox.Session) -> None:
    """Run every answer whose verdict is known: right ones pass, wrong ones are told apart."""
    prepare(session, "tests")
    run_python(session, "-m", "pytest", KNOWN_ANSWERS, *session.posargs)


@nox.session
def soak(session: nox.Session) -> None:
    """Examine every known answer several times (-- --rounds 3 --load 8): no verdict may change."""
    prepare(session, "tests")
    run_python(session, "tests/kit/soak.py", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure how fast verdicts come, and print the table."""
    prepare(session, "tests")
    run_python(session, "tests/bench", *session.posargs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, format and types: ruff and mypy."""
    prepare(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")


@nox.session
def interview(session: nox.Session) -> None:
    """Hold a mock interview against the clock, with a scorecard (-- --exercise 2; -- -h)."""
    prepare(session, "interview", needs_of(session.posargs))
    end(session, run_command(session, "interview", *session.posargs), "not saved")


def examine(session: nox.Session, *words: str) -> None:
    """Run the examiner, and end with its exit code.

    0 passed, 1 failed, 2 wrong usage, 3 the kit itself failed.
    """
    prepare(session, "grade", needs_of(session.posargs))
    end(session, run_command(session, "examiner", "grade", *words), "not everything passed")


def practise(session: nox.Session, command: str) -> None:
    """Run a command of daily practice, and end with its exit code.

    0 done, 1 not done, 2 wrong usage, 3 the kit itself failed.
    """
    end(session, run_command(session, "practice", command, *session.posargs), "not done")


def end(session: nox.Session, code: int, failed: str) -> None:
    """End with an exit code; `failed` says what the code for failure means."""
    if code == FAILED:
        session.error(failed)
    if code:
        sys.exit(code)  # nox itself only knows 0 and 1


def run_command(session: nox.Session, module: str, *words: str) -> int:
    """Run a command of the kit, where nox was called; return its exit code as a shell has it."""
    BEGINNING.over()
    if "--install-only" in sys.argv:
        return 0
    command = [python_of(session), "-m", module, *words]
    code = Child().run(command, session.invoked_from, environment_of(session, words))
    if code < 0:
        session.warn(f"the command was ended by {signal.Signals(-code).name}")
    return code if code >= 0 else 128 - code


REQUESTS = (signal.SIGINT, signal.SIGTERM)
"""Signals that ask for an end."""


class Asked(Exception):
    """Somebody wants that all of this ends."""


class Child:
    """A command that hears of requests to end, which may be for nox alone."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = 0

    def run(self, command: list[str], folder: str, environment: dict[str, str]) -> int:
        """Run it to its end, also if that is asked for; return its exit code."""
        before = {number: signal.signal(number, self._pass_on) for number in REQUESTS}
        try:
            with blocked():
                self._process = subprocess.Popen(command, cwd=folder, env=environment)
            return self._process.wait()
        except Asked:
            return self._process.wait() if self._process is not None else 128 + self._asked
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _pass_on(self, number: int, frame: object) -> None:
        if self._process is not None:
            self._process.send_signal(number)
        if not self._asked:
            self._asked = number
            raise Asked


@contextlib.contextmanager
def blocked() -> Iterator[None]:
    """Hold requests back, also from a child that is started meanwhile: it lets them come itself."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    signal.pthread_sigmask(signal.SIG_BLOCK, REQUESTS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, REQUESTS)


def python_of(session: nox.Session) -> str:
    """Return the environment's Python, or nox's own if there is none."""
    return sys.executable if session.venv_backend == "none" else str(Path(session.bin, "python"))


def environment_of(session: nox.Session, words: tuple[str, ...]) -> dict[str, str]:
    """Return the variables that a command finds; programs that are only watched find the user's."""
    ours = () if words[:1] in (("trace",), ("explore",)) else SWITCHES
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    kept |= {"PYTHONPATH": str(ROOT / "tests"), PARENT: str(os.getpid())}
    if session.venv_backend != "none":
        path = os.pathsep.join([session.bin, os.environ.get("PATH", os.defpath)])
        kept |= {"PATH": path, "VIRTUAL_ENV": session.virtualenv.location}
    return kept


def run_pytest(session: nox.Session, *words: str) -> int:
    """Run pytest and return its exit code."""
    try:
        run_python(session, "-m", "pytest", *words, log=False)
    except nox.command.CommandFailed as failure:
        return failure.return_code or FAILED
    return 0


def run_python(session: nox.Session, *words: str, log: bool = True) -> None:
    """Run the environment's Python with the examiner on its path.

    It gets time to tidy up after Ctrl-C.
    """
    session.run(
        python_of(session),
        *words,
        env={"PYTHONPATH": "tests"},
        log=log,
        interrupt_timeout=INTERRUPT_GRACE,
        terminate_timeout=INTERRUPT_GRACE,
    )


class Beginning:
    """While environments are looked at and made: one nox at a time in this folder."""

    def __init__(self) -> None:
        """Wait for others."""
        self._file = None
        try:
            (ROOT / ".nox").mkdir(exist_ok=True)
            self._file = open(ROOT / ".nox" / "lock", "ab")  # noqa: SIM115 - it stays open
            looks = 0
            while not locked(self._file):
                looks += 1
                if looks == SHORT_WAIT:
                    print("Another nox installs what it needs here: waiting.", file=sys.stderr)
                time.sleep(LOOK)
        except OSError:  # then two at a time may be in each other's way
            self.over()

    def over(self) -> None:
        """Let others begin."""
        if self._file is not None:
            self._file.close()
            self._file = None


BEGINNING = Beginning()


def prepare(session: nox.Session, group: str, needs: Iterable[str] = ()) -> None:
    """See to it that a session's environment holds a dependency group, and others besides."""
    try:
        _prepare(session, group)
        for each in needs:
            _prepare(session, each, besides=True)
    finally:
        BEGINNING.over()


COUNTS = ("--seed", "--schedules", "--worlds", "--minutes")
"""Options whose numbers are no exercises."""


def needs_of(words: list[str]) -> list[str]:
    """Return what the exercises need besides Python that a command's words name."""
    try:
        exercises = catalog.load()
    except catalog.Broken:
        return []  # the command says so
    needs = set()
    for before, word in zip(["", *words], words, strict=False):
        if before not in COUNTS:
            with contextlib.suppress(catalog.UnknownExercise):  # an option, or what belongs to one
                needs |= {need for e in catalog.select(exercises, [word]) for need in e.needs}
    return sorted(needs)


def _prepare(session: nox.Session, group: str, *, besides: bool = False) -> None:
    """Install a dependency group, unless this environment is known to hold it already.

    Asking pip again takes longer than grading does, so a mark in the environment remembers, and
    for which Python. Without the mark somebody may have been interrupted in making the environment:
    it is made anew, but not for what is installed besides. With --no-venv the environment is the
    user's own, and nothing is installed.
    """
    wanted = nox.project.dependency_groups(PROJECT, group)
    if session.venv_backend == "none":
        if missing := [requirement for requirement in wanted if not is_installed(requirement)]:
            session.error(f"with --no-venv this environment needs: {', '.join(missing)}")
        return
    environment = Path(session.virtualenv.location)
    mark = environment / f"{group}.installed"
    python = str(session.python or f"{sys.version} in {sys.base_prefix}").replace("\n", " ")
    remembered = mark.read_text(encoding="utf-8").splitlines() if mark.is_file() else []
    if remembered == [python, *wanted] and Path(python_of(session)).exists():
        return
    if remembered[:1] != [python] and not is_new(environment) and not besides:
        shutil.rmtree(environment)
        session.virtualenv.create()
    try:
        session.run("python", "-c", IS_NEW, log=False)
    except nox.command.CommandFailed:
        refuse(f"Python 3.11 or newer is needed, and {environment} has an older one")
    installer = ("uv", "pip") if session.venv_backend == "uv" else ("python", "-m", "pip")
    # Not session.install, which does nothing for `nox -R`.
    session.run(*installer, "install", "--quiet", *wanted, external=True)
    mark.write_text("\n".join([python, *wanted]), encoding="utf-8")


def is_new(environment: Path) -> bool:
    """Has this very run made the environment?"""
    config = environment / "pyvenv.cfg"
    return config.is_file() and config.stat().st_mtime >= BEGUN


def is_installed(requirement: str) -> bool:
    """Does the environment that nox runs in have such a package, or need none on this platform?"""
    wanted = Requirement(requirement)
    if wanted.marker is not None and not wanted.marker.evaluate():
        return True
    try:
        return importlib.metadata.version(wanted.name) in wanted.specifier
    except importlib.metadata.PackageNotFoundError:
        return False
