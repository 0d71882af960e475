"""Exit codes, and wrong usage: one line that says what is wrong."""

import argparse
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from examiner.facts import reports

FAILED = 1
USAGE_ERROR = 2
EXAMINER_ERROR = 3
"""The kit itself failed."""
INTERRUPTED = 130


class Parser(argparse.ArgumentParser):
    """A parser of whole options, whose epilog stays as it is, and whose complaints are one line."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(allow_abbrev=False, **options)

    def add_program(self) -> None:
        """Take a program and its own arguments, after all options."""
        self.add_argument("program", type=Path, metavar="PROGRAM.py", help="the program")
        self.add_argument(
            "arguments", nargs=argparse.REMAINDER, metavar="...", help="its arguments"
        )

    def error(self, message: str) -> NoReturn:
        """End with that line."""
        fail(message)


def fail(message: str) -> NoReturn:
    """End with one line that says what is wrong, and the exit code for wrong usage."""
    print(f"ipc-kata: {message} (-h explains the options)", file=sys.stderr)
    sys.exit(USAGE_ERROR)


def seconds(text: str) -> float:
    """Return a number of seconds that an option wants: more than none."""
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not 0 < found < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds above 0")
    return found


def number(text: str) -> int:
    """Return a whole number that an option wants: at least 0."""
    found = int(text)
    if found < 0:
        raise argparse.ArgumentTypeError(f"{text} is less than 0")
    return found


def count(text: str) -> int:
    """Return a whole number that an option wants: at least 1."""
    found = number(text)
    if found < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return found


def check_program(path: Path) -> None:
    """End with a usage error if there is no such program."""
    if not path.is_file():
        fail(f"there is no file {path}")


def claim_report(path: Path | None, kind: reports.Kind, *spared: Path) -> None:
    """End with a usage error if a report that is asked for may not or cannot be written.

    `spared` are files that it may not replace, and folders that it may not be in.
    """
    if path is None:
        return
    try:
        reports.claim(path, kind, spared)
    except reports.Refused as refused:
        fail(str(refused))


def write_report(path: Path | None, text: Callable[[], str]) -> int:
    """Write a report, if it is asked for, to where it has been claimed.

    Return the exit code, and say if it failed.
    """
    if path is None:
        return 0
    try:
        reports.write(path, text())
    except reports.Refused as refused:
        print(f"ipc-kata: {refused}", file=sys.stderr)
        return EXAMINER_ERROR
    return 0
