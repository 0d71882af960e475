"""The hidden checks of an interview: how each ended, and how bad that is."""

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from examiner.catalog import Step
from examiner.telling.diagnosis import HELD
from interview.likeness import Likeness
from interview.material import Prediction

_LIKE_A_TITLE = 0.4
"""How alike to the title of a check a prediction has to be."""


class Severity(IntEnum):
    """How bad it is that a check fails."""

    NONE = 0
    CORNER = 1
    """Only in some schedules, in an unfriendly world, or under some start methods."""
    GAP = 2
    """Whenever it is tried."""
    MAIN = 3
    """It is the first check: the plain case."""


@dataclass(frozen=True)
class CheckRow:
    """One hidden check under all start methods."""

    name: str
    title: str
    verdicts: dict[str, str]
    """Start method → verdict."""
    message: str
    """What went wrong first, or nothing."""
    blocked: list[dict[str, Any]]
    picture: list[str]
    headline: str = ""
    explanation: tuple[str, ...] = ()
    """What a grade says of the failure."""
    first: bool = False
    """Is it the plain case?"""
    where: str = ""
    """Where alone it failed, if not everywhere: in which world, in how many schedules."""
    step: str = ""
    """Heading of the exercise's step that it belongs to, if that has steps."""

    @property
    def severity(self) -> Severity:
        """How bad its failure is."""
        if self.worst in ("passed", "not-started"):
            return Severity.NONE
        if self.where or "passed" in self.verdicts.values():
            return Severity.CORNER
        return Severity.MAIN if self.first else Severity.GAP

    @property
    def passed(self) -> bool:
        """Did it pass under every start method?"""
        return set(self.verdicts.values()) == {"passed"}

    @property
    def worst(self) -> str:
        """The first verdict that is no pass, or `passed`."""
        return next((v for v in self.verdicts.values() if v != "passed"), "passed")

    @property
    def ended(self) -> str:
        """How it failed: `early under spawn, in 3 of 4 schedules`."""
        return f"{self.worst} under {self.failed_under}{self.where and f', {self.where}'}"

    def names_lines_of(self, slug: str) -> set[int]:
        """Return the lines of the answer that the failure names, those of a lost update too."""
        told = " ".join((self.message, *self.explanation))
        found = re.findall(rf"{slug}\.py:(\d+)", told)
        for reads in re.findall(r"both read .*?before either wrote", told):
            for lines in re.findall(r"\blines? (\d+)(?: and (\d+))?", reads)[-1:]:
                found += lines
        return {int(line) for line in found if line}

    @property
    def failed_under(self) -> str:
        """The start methods that it failed under."""
        return ", ".join(method for method, verdict in self.verdicts.items() if verdict != "passed")


def check_rows(graded: dict[str, Any] | None) -> list[CheckRow]:
    """Return the hidden checks in order, from the examiner's results."""
    grouped: dict[str, list[dict[str, Any]]] = {}
    for check in graded["checks"] if graded else ():
        grouped.setdefault(check["name"], []).append(check)
    steps = enumerate((graded or {}).get("steps", ()), 1)
    headings = {number: Step(number, s["name"], s["max_points"]).heading for number, s in steps}
    return [
        replace(
            _row(name, results, first=number == 0), step=headings.get(results[0].get("step", 0), "")
        )
        for number, (name, results) in enumerate(grouped.items())
    ]


def failures(checks: list[CheckRow]) -> list[CheckRow]:
    """Return the checks that ran and did not pass: the worst first, of these proved deadlocks."""
    failed = [check for check in checks if check.severity]
    return sorted(failed, key=lambda check: (-check.severity, check.worst != "deadlock"))


def _row(name: str, results: list[dict[str, Any]], *, first: bool) -> CheckRow:
    # What fails wherever it is tried says most.
    failed = sorted((r for r in results if r["verdict"] != "passed"), key=lambda r: bool(_where(r)))
    return CheckRow(
        name,
        results[0]["title"],
        {check["start_method"]: check["verdict"] for check in results},
        failed[0]["message"] if failed else "",
        failed[0]["blocked"] if failed else [],
        next((check["picture"] for check in failed if check["picture"]), []),
        failed[0]["headline"] if failed else "",
        tuple(failed[0]["explanation"]) if failed else (),
        first,
        _where(failed[0]) if failed else "",
    )


def _where(failed: dict[str, Any]) -> str:
    """Return where alone a check failed, as it is told: `in 3 of 12 schedules`."""
    schedules = failed["schedules"] or {}
    if failed["world"]:
        return f"in a world where {failed['world']}"
    if schedules.get("failed"):
        return f"in {schedules['failed']} of {schedules['tried']} schedules"
    return ""


def waits(row: dict[str, Any]) -> str:
    """Return in words where a process waits: `main waits in consumer.join(), ex02.py:49`."""
    verb = {"exiting": "is", HELD: "waits for"}.get(row["call"], "waits in")
    place = f", {row['file']}:{row['line']}" if row["file"] else ""
    return f"{row['role']} {verb} {row['call']}{place}"


def broken_by(prediction: Prediction, checks: list[CheckRow]) -> CheckRow | None:
    """Return the first check of a kind of input that did not pass."""
    return next((c for c in checks if c.name in prediction.checks and not c.passed), None)


def tried_by(checks: list[CheckRow], predictions: list[str]) -> dict[str, str]:
    """Say for predictions in words that nobody foresaw which check tries that, and how it ended."""
    if not checks or not predictions:
        return dict.fromkeys(predictions, "the hidden checks did not run")
    titles = Likeness([check.title for check in checks])
    return {text: _tried(checks, titles.to(text)) for text in predictions}


def _tried(checks: list[CheckRow], alike: NDArray[np.float64]) -> str:
    best = int(alike.argmax())
    if alike[best] < _LIKE_A_TITLE:
        return "no hidden check is known to try this"
    result = "passed" if checks[best].passed else "did not pass"
    return f"'{checks[best].title}' tries something like this, and {result}"
