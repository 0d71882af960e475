"""The command line of a trace: `python -m examiner trace [options] program.py [arguments]`."""

import sys
from pathlib import Path

from examiner import catalog
from examiner.facts.reports import Kind
from examiner.facts.start_methods import START_METHODS
from examiner.showing.ink import Ink
from examiner.supervisor.shortages import look_before_a_program
from examiner.trace.printing import Teller, as_json
from examiner.trace.tracer import STOPPED, Program, Tracer
from examiner.trace.writing import as_html
from examiner.usage import Parser, check_program, claim_report, seconds, write_report

_EPILOG = """\
Options come before the program; what follows it are its own arguments. The
program's input and output are yours, as without this command. What the trace
has to say goes to stderr.

exit code: the program's own; 1 if it was ended for a deadlock or the deadline
"""


def _parser() -> Parser:
    parser = Parser(
        prog="nox -s trace --",
        description="Run any Python program, and tell what its processes did or why they hang.",
        epilog=_EPILOG,
    )
    add = parser.add_argument
    add("--start-method", choices=START_METHODS, help="the program's default")
    add("--deadline", type=seconds, metavar="S", help="end it after so many seconds (never)")
    add("--keep-going", action="store_true", help="report a deadlock, and do not end it")
    add("--no-events", action="store_true", help="only watch: do not look at the program's calls")
    add("--html", type=Path, metavar="FILE", help="write what was seen as a page with the picture")
    add("--json", type=Path, metavar="FILE", help="write what was seen as JSON")
    parser.add_program()
    return parser


def trace(words: list[str]) -> int:
    """Trace what the words ask for; return the exit code."""
    options = _parser().parse_args(words)
    check_program(options.program)
    claim_report(options.html, Kind.HTML, options.program, catalog.EXERCISES)
    claim_report(options.json, Kind.JSON, options.program, catalog.EXERCISES)
    program = Program(
        options.program,
        options.arguments,
        options.start_method or "",
        options.deadline,
        options.keep_going,
        not options.no_events,
    )
    look_before_a_program()
    teller = Teller(Ink(sys.stderr))
    with Tracer(program, teller.tell) as tracer:
        if unproved := tracer.system.unproved:
            teller.warn(
                f"No deadlock can be proved here, because {unproved}: a program that hangs is not "
                "ended before --deadline or Ctrl-C."
            )
        traced = tracer.run()
    teller.at_the_end(program, traced)
    failed = write_report(options.json, lambda: as_json(program, traced))
    failed |= write_report(options.html, lambda: as_html(program, traced))
    return failed or (STOPPED if traced.ending in ("deadlock", "deadline") else traced.code)
