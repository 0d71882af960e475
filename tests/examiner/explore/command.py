"""The command line of an exploration: `python -m examiner explore [options] program.py …`."""

import argparse
import json
from dataclasses import replace
from pathlib import Path

from examiner import catalog
from examiner.explore.search import STRATEGIES, Plan, Search, Searched, fault_of
from examiner.explore.telling import (
    BEFORE,
    Progress,
    keep,
    replay_command,
    tell_fault,
    tell_nothing_found,
    tell_replay,
)
from examiner.facts import files
from examiner.facts.reports import Kind
from examiner.facts.start_methods import START_METHODS
from examiner.showing.ink import Ink
from examiner.supervisor.control.running import Program, Runner
from examiner.supervisor.control.schedule import Replay, Schedule, Unreadable, parse
from examiner.supervisor.here import system_of_trials
from examiner.supervisor.shortages import look_before_a_grade
from examiner.usage import (
    FAILED,
    Parser,
    check_program,
    claim_report,
    count,
    fail,
    number,
    seconds,
    write_report,
)

_EPILOG = """\
Options come before the program; what follows it are its own arguments. Each run
is the whole program, one thread at a time, in virtual time. A fault is a
deadlock, an exception that nobody catches, in any process, an exit code of the
program other than 0, or another output than that of another run.

exit code: 0 nothing found, 1 a fault found, 2 wrong usage, 3 the kit itself failed
"""


def _parser() -> Parser:
    parser = Parser(
        prog="nox -s explore --",
        description="Run a program under many schedules, until one of them shows a fault.",
        epilog=_EPILOG,
    )
    add = parser.add_argument
    add("--schedules", type=count, default=200, metavar="N", help="try at most so many (200)")
    add("--seconds", type=seconds, default=20.0, metavar="S", help="for at most so long (20)")
    add("--strategy", choices=STRATEGIES, default="explore", help="how to choose (explore)")
    add("--bound", type=number, default=1, metavar="N", help="preemptions in dfs (1)")
    add("--seed", default="0", metavar="N", help="other schedules (0)")
    add("--clock", choices=("early", "kind"), default="early",
        help="let finite waits run out any time, or only when nobody can go (early)")  # fmt: skip
    add("--start-method", choices=START_METHODS, default="fork", help="the program's (fork)")
    add("--output", choices=("same", "any"), default="same",
        help="is another output a fault? (same: it is)")  # fmt: skip
    add("--replay", type=Path, metavar="FILE", help="run the schedule in a file again")
    add("--html", type=Path, metavar="FILE", help="write what was found as a page with a picture")
    add("--json", type=Path, metavar="FILE", help="write what was found as JSON")
    parser.add_program()
    return parser


def explore(words: list[str]) -> int:
    """Explore what the words ask for; return the exit code."""
    options = _parser().parse_args(words)
    check_program(options.program)
    claim_report(options.html, Kind.HTML, options.program, catalog.EXERCISES)
    claim_report(options.json, Kind.JSON, options.program, catalog.EXERCISES)
    program = Program(options.program.absolute(), tuple(options.arguments), options.start_method)
    ink, system = Ink(), system_of_trials()
    if not system.controls:
        fail(f"schedules cannot be controlled here: {system.unproved}")
    look_before_a_grade()
    with Runner(system) as runner:
        if options.replay is not None:
            return _replay(ink, runner, program, options)
        plan = Plan(
            program, options.strategy, options.schedules, options.seconds, options.seed,
            options.clock == "early", options.output == "same", options.bound,
        )  # fmt: skip
        progress = Progress()
        try:
            found = Search(plan, runner, progress.tell).run()
        finally:
            progress.clear()
    if found.fault is None or found.shrunk is None:
        tell_nothing_found(ink, plan, found)
        return _write(options, program, found, "")
    again = replay_command(program, keep(plan, found.shrunk.run, found.before))
    tell_fault(ink, plan, found, again)
    return _write(options, program, found, again) or FAILED


def _write(options: argparse.Namespace, program: Program, found: Searched, again: str) -> int:
    """Write the reports that are asked for; return the exit code that says whether that failed."""
    from examiner.explore.writing import as_html, as_json  # late: few ask for it

    failed = write_report(options.json, lambda: as_json(program, found, again))
    return failed | write_report(options.html, lambda: as_html(program, found, again))


def _replay(ink: Ink, runner: Runner, program: Program, options: argparse.Namespace) -> int:
    schedule = _schedule(options.replay)
    about = dict(schedule.about)
    program = replace(
        program, method=about.get("start method", "fork"), seed=about.get("seed", "0")
    )
    played = runner.play(
        program, Replay(schedule.steps), early=about.get("clock") != "kind", watched=True
    )
    before = json.loads(about[BEFORE]) if BEFORE in about else None
    fault = fault_of(played, before)
    found = Searched(tried=1, fault=fault, shrunk=played, before=before)
    tell_replay(ink, played, fault, before)
    again = replay_command(program, options.replay)
    return _write(options, program, found, again) or (FAILED if fault else 0)


def _schedule(path: Path) -> Schedule:
    try:
        return parse(files.read_typed(path).decode("utf-8"))
    except files.Unreadable as error:
        fail(f"{path} {error}: it cannot be replayed")
    except (UnicodeError, Unreadable) as error:
        fail(f"{path} cannot be replayed: {error}")
