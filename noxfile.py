# /// script
# dependencies = ["nox"]
# ///
"""The commands of ipc-kata; `nox -l` lists them."""

import importlib.metadata
import shutil
import sys
import time
from pathlib import Path

import nox
from packaging.requirements import Requirement  # nox needs it too

nox.needs_version = ">=2026.7.11"
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

FAILED, USAGE, EXAMINER_ERROR = 1, 2, 3

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
    code = run_module(session, "examiner", "trace", *session.posargs)
    if code:
        sys.exit(code)  # the program's own


@nox.session
def explore(session: nox.Session) -> None:
    """Run a program under many schedules until one shows a fault (-- program.py; -- -h)."""
    prepare(session, "grade")
    end(session, run_module(session, "examiner", "explore", *session.posargs), "a fault was found")


@nox.session
def matrix(session: nox.Session) -> None:
    """Show which check tries an exercise with which difficulty, or why none does (-- 2)."""
    prepare(session, "grade")
    end(session, run_module(session, "examiner", "matrix", *session.posargs), "a cell is empty")


@nox.session
def watch(session: nox.Session) -> None:
    """Grade on every save, and move on to the next exercise when one passes (-- 2 begins there)."""
    prepare(session, "practice")
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
    kit = ("pytest", "tests/kit", "--ignore", KNOWN_ANSWERS)
    codes = {run_module(session, *kit, *part, *session.posargs) for part in (SIDE_BY_SIDE, ALONE)}
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
    prepare(session, "interview")
    end(session, run_module(session, "interview", *session.posargs), "not saved")


def examine(session: nox.Session, *words: str) -> None:
    """Run the examiner, and end with its exit code.

    0 passed, 1 failed, 2 wrong usage, 3 the kit itself failed.
    """
    prepare(session, "grade")
    end(session, run_module(session, "examiner", "grade", *words), "not everything passed")


def practise(session: nox.Session, command: str) -> None:
    """Run a command of daily practice, and end with its exit code.

    0 done, 1 not done, 2 wrong usage, 3 the kit itself failed.
    """
    end(session, run_module(session, "practice", command, *session.posargs), "not done")


def end(session: nox.Session, code: int, failed: str) -> None:
    """End with an exit code; `failed` says what the code for failure means."""
    if code in (USAGE, EXAMINER_ERROR):
        sys.exit(code)  # nox itself only knows 0 and 1
    if code:
        session.error(failed if code == FAILED else "interrupted")


def run_module(session: nox.Session, *words: str) -> int:
    """Run a module of the kit with these words and return its exit code."""
    try:
        run_python(session, "-m", *words, log=False)
    except nox.command.CommandFailed as failure:
        return failure.return_code or FAILED
    return 0


def run_python(session: nox.Session, *words: str, log: bool = True) -> None:
    """Run the environment's Python, or nox's own if there is none, with the examiner on its path.

    It gets time to tidy up after Ctrl-C.
    """
    session.run(
        sys.executable if session.venv_backend == "none" else "python",
        *words,
        env={"PYTHONPATH": "tests"},
        log=log,
        interrupt_timeout=INTERRUPT_GRACE,
        terminate_timeout=INTERRUPT_GRACE,
    )


def prepare(session: nox.Session, group: str) -> None:
    """Install a dependency group, unless this environment is known to hold it already.

    Asking pip again takes longer than grading does, so a mark in the environment remembers.
    With --no-venv the environment is the user's own, and nothing is installed there.
    """
    wanted = nox.project.dependency_groups(PROJECT, group)
    if session.venv_backend == "none":
        if missing := [requirement for requirement in wanted if not is_installed(requirement)]:
            session.error(f"with --no-venv this environment needs: {', '.join(missing)}")
        return
    mark = Path(session.virtualenv.location, f"{group}.installed")
    remembered = "\n".join(wanted)
    if mark.is_file() and mark.read_text(encoding="utf-8") == remembered:
        return
    session.install(*wanted)
    mark.write_text(remembered, encoding="utf-8")


def is_installed(requirement: str) -> bool:
    """Does the environment that nox runs in have such a package, or need none on this platform?"""
    wanted = Requirement(requirement)
    if wanted.marker is not None and not wanted.marker.evaluate():
        return True
    try:
        return importlib.metadata.version(wanted.name) in wanted.specifier
    except importlib.metadata.PackageNotFoundError:
        return False
