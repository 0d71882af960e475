"""The command line behind the nox sessions: `python -m examiner grade …` and others."""

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from examiner import catalog
from examiner.facts.reports import STDOUT, Kind
from examiner.facts.start_methods import START_METHODS
from examiner.judging import schedules, worlds
from examiner.supervisor import runs
from examiner.supervisor.client import Supervisor
from examiner.supervisor.here import system_of_trials
from examiner.usage import INTERRUPTED, Parser, claim_report, fail, number, write_report

_EPILOG = """\
An exercise is named by its number (2), its file (ex02_sentinel), a part of that
(ex02, sentinel), or a range (1-3). Without a name all exercises are graded, and
starters that nobody has touched are left out.

exit code: 0 nothing that was attempted failed, 1 something did, 2 wrong usage,
3 the kit itself failed
"""


def _parser() -> Parser:
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


def grade(words: list[str]) -> int:
    """Grade what the words ask for; return the exit code."""
    options = _parser().parse_args(words)
    exercises = catalog.load()
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
    if options.schedules and not system_of_trials().controls:
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
    options: argparse.Namespace, exercises: list[catalog.Exercise], answers: Path, *, named: bool
) -> int:
    # Ctrl-C may come at any moment, also while pytest is being imported.
    with Supervisor() as supervisor:
        if named or not all(exercise.is_untouched(answers) for exercise in exercises):
            # It gets ready while pytest is being imported. Why it cannot is told with the results.
            with contextlib.suppress(OSError):
                supervisor.start()
        return _run_pytest(options, exercises, answers, supervisor, named=named)


def _run_pytest(
    options: argparse.Namespace,
    exercises: list[catalog.Exercise],
    answers: Path,
    supervisor: Supervisor,
    *,
    named: bool,
) -> int:
    _see_no_other_plugins()
    import pytest

    from examiner.plugins.remember import Remember, concerns
    from examiner.plugins.screen import Replace

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
        board=not named, verbose=options.verbose, strict=options.strict, supervisor=supervisor
    )
    remember = [Remember()] if concerns(answers, options.start_method) else []
    with _xml_for(options.junitxml, arguments) as xml:
        code = pytest.main(arguments, plugins=[replace, *remember])
        text = xml.read_text("utf-8") if xml is not None and xml.exists() else ""
        failed = write_report(options.junitxml if text else None, lambda: text)
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
