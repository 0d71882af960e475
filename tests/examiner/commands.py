"""The command line behind the nox sessions: `python -m examiner grade …` and others."""

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from examiner import catalog
from examiner.facts.reports import STDOUT, Kind
from examiner.facts.start_methods import START_METHODS
from examiner.usage import FAILED, INTERRUPTED, Parser, claim_report, fail, number, write_report

# What only a grade needs is imported late: the board has to be there at once.
if TYPE_CHECKING:
    from examiner.showing.board import Row
    from examiner.supervisor.client import Supervisor

ALL = "all"
"""Names every exercise."""

_EPILOG = """\
An exercise is named by its number (2), its file (ex02_sentinel), a part of that
(ex02, sentinel), or a range (1-3).

Without any argument the board is shown: what is known of all exercises. Those
whose files have changed since their last grade are graded first. `all` shows
every row of it. With options, and no exercise, all that were started are graded.

exit code: 0 nothing that was attempted failed, 1 something did, 2 wrong usage,
3 the kit itself failed
"""


def _parser() -> Parser:
    from examiner.judging import schedules, worlds

    parser = Parser(
        prog="nox -s grade --",
        description="Grade answers: run them, watch their processes, explain what happened.",
        epilog=_EPILOG,
    )
    add = parser.add_argument
    add("exercises", nargs="*", metavar="EXERCISE", help="what to grade: a number, a name, a range")
    add(
        "--answers",
        type=Path,
        metavar="DIR",
        help="grade the files of another folder, such as solutions",
    )
    add(
        "--start-method",
        choices=[*START_METHODS, "all"],
        help="try every check under this start method (default: those that matter for it)",
    )
    add(
        "--seed",
        type=int,
        metavar="N",
        help="draw the same inputs as the run that printed this seed",
    )
    add(
        "--schedules",
        type=number,
        metavar="N",
        help=f"try each check under N controlled schedules too (default: {schedules.DEFAULT})",
    )
    add(
        "--worlds",
        type=number,
        metavar="N",
        help=f"try each check in N other worlds too (default: {worlds.DEFAULT})",
    )
    add("--html", type=Path, metavar="FILE", help="write the results as a page with pictures")
    add("--json", type=Path, metavar="FILE", help="write the results as JSON")
    add("--junitxml", type=Path, metavar="FILE", help="write the results as JUnit XML")
    add("--strict", action="store_true", help="an exercise that was not started counts as failed")
    add("-v", "--verbose", action="store_true", help="show everything that the trials printed")
    return parser


def board(*, whole: bool) -> int:
    """Show what is known of all exercises, and grade what has changed; return the exit code."""
    from examiner.progress import overview
    from examiner.progress.store import Store
    from examiner.showing.board import Board
    from examiner.showing.ink import Ink

    exercises, store, ink = catalog.load(), Store(), Ink()
    catalog.look_for_parts(exercises, catalog.EXERCISES)
    rows = overview.rows(exercises, store.read())
    shown = Board(ink)
    shown.overview(rows, height=None if whole else ink.height)
    failed = any(row.status in ("failed", "error") and not row.changed for row in rows)
    changed = [row.exercise for row in rows if row.changed]
    if changed:
        options = _parser().parse_args([])
        code = _run(options, changed, catalog.EXERCISES, named=False, known=rows)
        return code or (FAILED if failed else 0)
    following = shown.end(rows)
    if following is not None:
        file = catalog.shown(following.answer)
        shown.next(following, file, f"nox -s grade -- {following.number}")
    for note in store.notes:
        ink.line()
        ink.line(ink.paint(note, "yellow"))
    return FAILED if failed else 0


def grade(words: list[str]) -> int:
    """Grade what the words ask for; return the exit code."""
    if words in ([], [ALL]):
        return board(whole=bool(words))
    options = _parser().parse_args(words)
    exercises = catalog.load()
    if ALL in options.exercises:
        options.exercises = []
    try:
        chosen = catalog.select(exercises, options.exercises)
    except catalog.UnknownExercise as error:
        fail(str(error))
    answers = _folder(options.answers)
    graded = chosen or exercises
    catalog.look_for_parts(graded, answers)
    for name, kind in (("html", Kind.HTML), ("json", Kind.JSON), ("junitxml", Kind.XML)):
        path = getattr(options, name)
        if path is not None and path != STDOUT:
            setattr(options, name, path.absolute())
        claim_report(getattr(options, name), kind, catalog.EXERCISES)
    if options.schedules:
        from examiner.supervisor.here import system_of_trials

        if not system_of_trials().controls:
            fail(f"schedules cannot be controlled here: {system_of_trials().unproved}")
    return _run(options, graded, answers, named=bool(chosen))


def _folder(given: Path | None) -> Path:
    folder = given or catalog.EXERCISES
    if not folder.is_dir():
        fail(
            f"{folder} is no folder; --answers wants one with files such as "
            f"{catalog.load()[0].slug}.py"
        )
    return folder.absolute()


def _run(
    options: argparse.Namespace,
    exercises: list[catalog.Exercise],
    answers: Path,
    *,
    named: bool,
    known: "Sequence[Row]" = (),
) -> int:
    from examiner.supervisor.client import Supervisor

    # Ctrl-C may come at any moment, also while pytest is being imported.
    with Supervisor() as supervisor:
        if named or not all(exercise.is_untouched(answers) for exercise in exercises):
            # It gets ready while pytest is being imported. Why it cannot is told with the results.
            with contextlib.suppress(OSError):
                supervisor.start()
        return _run_pytest(options, exercises, answers, supervisor, named=named, known=known)


def _run_pytest(
    options: argparse.Namespace,
    exercises: list[catalog.Exercise],
    answers: Path,
    supervisor: "Supervisor",
    *,
    named: bool,
    known: "Sequence[Row]",
) -> int:
    _see_no_other_plugins()
    import pytest

    from examiner.plugins.remember import Remember, concerns
    from examiner.plugins.screen import Replace
    from examiner.showing.ink import Ink

    # Relative paths: pytest takes [ for the beginning of a parameter, and $ for that of a variable.
    os.chdir(catalog.ROOT)
    arguments = [str(exercise.check_file.relative_to(catalog.ROOT)) for exercise in exercises]
    arguments += [
        "--capture=no",
        "--assert=plain",
        "--continue-on-collection-errors",
        *("-p", "no:cacheprovider"),
        *("-p", "pytest_timeout"),
        "--rootdir=.",
        *("-c", "pyproject.toml"),
        f"--answers={answers}",
    ]
    arguments += [f"--untouched={'run' if named else 'skip'}"]
    for name in ("start_method", "seed", "schedules", "worlds", "json"):
        value = getattr(options, name)
        if value is not None:
            arguments.append(f"--{name.replace('_', '-')}={value}")
    if options.html is not None:
        arguments.append(f"--kata-html={options.html}")
    replace = Replace(
        board=not named,
        verbose=options.verbose,
        strict=options.strict,
        supervisor=supervisor,
        known=known,
    )
    remember = (
        [Remember(supervisor, tells=named)] if concerns(answers, options.start_method) else []
    )
    with _xml_for(options.junitxml, arguments) as xml:
        code = pytest.main(arguments, plugins=[replace, *remember])
        text = xml.read_text("utf-8") if xml is not None and xml.exists() else ""
        failed = write_report(options.junitxml if text else None, lambda: text)
    if options.html not in (None, STDOUT) and options.html.exists():
        Ink().line()
        Ink().line(f"The page: {catalog.shown(options.html)}")
    return failed or (INTERRUPTED if code == pytest.ExitCode.INTERRUPTED else int(code))


def _see_no_other_plugins() -> None:
    """Let pytest find neither plugins that happen to be installed nor what it is told elsewhere."""
    for name in [name for name in os.environ if name.startswith("PYTEST_")]:
        del os.environ[name]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"


@contextlib.contextmanager
def _xml_for(wanted: Path | None, arguments: list[str]) -> Iterator[Path | None]:
    """Have pytest write its XML to a file from which a report can be made: it replaces anything."""
    if wanted is None:
        yield None
        return
    from examiner.supervisor import runs

    folder = runs.new_folder()
    try:
        path = Path(folder, "results.xml")
        arguments.append(f"--junitxml={path}")
        yield path
    finally:
        runs.remove(folder)


def main() -> int:
    """Run the command that the first argument names."""
    command, *words = sys.argv[1:] or [""]
    if command not in ("grade", "trace", "explore", "matrix"):
        fail(f"unknown command {command!r}; there are: grade, trace, explore, matrix")
    if command == "grade":
        return grade(words)
    if command == "explore":
        from examiner.explore.command import explore

        return explore(words)
    if command == "matrix":
        from examiner.matrix import matrix

        return matrix(words)
    from examiner.trace.command import trace

    return trace(words)
