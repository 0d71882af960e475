"""The first line of an answer that must fail: its verdict, and the check that must reject it.

    # verdict: crashed @ no_items (spawn)

Several verdicts or checks stand with ` | ` between them, where a race decides which of them it is.
A start method is named if only that one shows the defect.
"""

import re
from dataclasses import dataclass
from pathlib import Path

SEVERAL = " | "

_ONE = r"[\w-]+"
_SEVERAL = rf"{_ONE}(?:{re.escape(SEVERAL)}{_ONE})*"
_HEADER = re.compile(
    rf"# verdict: (?P<verdicts>{_SEVERAL})(?: @ (?P<checks>{_SEVERAL}))?(?: \((?P<method>\w+)\))?"
)


@dataclass(frozen=True)
class Header:
    """What the first line says."""

    verdicts: frozenset[str]
    checks: tuple[str, ...]
    """Their names without `test_`; none if the line names none."""
    method: str | None


def header_of(path: Path) -> Header | None:
    """Return what a file's first line says; None if it is no header."""
    found = _HEADER.fullmatch(first_line(path))
    if found is None:
        return None
    checks = found["checks"].split(SEVERAL) if found["checks"] else ()
    return Header(frozenset(found["verdicts"].split(SEVERAL)), tuple(checks), found["method"])


def first_line(path: Path) -> str:
    """Return a file's first line, whatever bytes follow it."""
    with path.open("rb") as file:
        return file.readline().decode("utf-8", "replace").rstrip("\r\n")
