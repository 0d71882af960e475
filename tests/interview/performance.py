"""What an interview has shown: plain facts, gathered from its state and the candidate's file."""

import re
from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from examiner.catalog import Exercise
from examiner.telling.diagnosis import HELD
from interview.clock import PHASES
from interview.likeness import Likeness
from interview.material import Content, Prediction
from interview.points import Made, Points, is_heap, stretches
from interview.quality import Finding, findings
from interview.state import Answer, State

_WAITING = re.compile(
    r"\b(wait|block|hang|hung|stuck|deadlock|starv|join|nobody|forever)", re.IGNORECASE
)
"""Words of somebody who thinks of who waits for whom."""

_TO_THE_POINT = 0.4
"""How alike to a known statement a clause with such words has to be, to be more than words."""

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
    def failed_under(self) -> str:
        """The start methods that it failed under."""
        return ", ".join(method for method, verdict in self.verdicts.items() if verdict != "passed")


@dataclass(frozen=True)
class Performance:
    """Facts of one interview."""

    asked: list[str]
    """Prepared questions that the candidate asked."""
    not_asked: list[str]
    planned: list[str]
    """Steps of a good approach that were said before the code."""
    not_planned: list[str]
    names_waits: bool
    """Do the approach or the answers say who waits?"""
    touched: bool
    """Is the file more than the starter?"""
    checks: list[CheckRow]
    tried: list[str]
    """How each run of the hidden checks before the end went (practice mode)."""
    example_runs: int
    hints: int
    revealed: bool
    code_share: float
    """Time that the code took, as a share of what it should take."""
    named: list[str]
    """Kinds of input that the candidate predicted."""
    surprises: list[str]
    """Kinds of input that broke the code unpredicted."""
    unnamed: list[str]
    said: int
    """Key facts that were in the answers."""
    claimed: int
    """Key facts that the candidate says were in them, where that cannot be told."""
    facts: int
    """Key facts of the questions that were asked."""
    crutches: list[str]
    """Lines that sleep or make a daemon, if a failing check ends otherwise without them."""
    findings: list[Finding]
    """What one would ask about the code."""

    @property
    def passed(self) -> int:
        """Hidden checks that passed under every start method."""
        return sum(check.passed for check in self.checks)

    @property
    def solved(self) -> bool:
        """Did every check pass, without a reveal?"""
        return bool(self.checks) and self.passed == len(self.checks) and not self.revealed

    @property
    def failures(self) -> list[CheckRow]:
        """Checks that ran and did not pass, the worst first."""
        return failures(self.checks)

    @property
    def severity(self) -> Severity:
        """How bad the worst failure is."""
        return max((check.severity for check in self.checks), default=Severity.NONE)


def gather(state: State, content: Content, exercise: Exercise) -> Performance:
    """Return what an interview has shown."""
    matched = {text for question in state.questions for text in question.matched}
    questions = [fact.question for fact in content.worth_asking]
    checks = check_rows(state.graded)
    named = {kind for kinds in state.predictions.values() for kind in kinds}
    points = Points(content.said)
    plan = points.made("\n".join(state.approach), content.approach)
    told = ["\n".join(state.approach), *("\n".join(answer.lines) for answer in state.answers)]
    known = Counter(how for answer in state.answers for how in answer.facts.values())
    code = next(phase for phase in PHASES if phase.key == "code")
    return Performance(
        asked=[text for text in questions if text in matched],
        not_asked=[text for text in questions if text not in matched],
        planned=[step for step in content.approach if plan[step] is Made.YES],
        not_planned=[step for step in content.approach if plan[step] is not Made.YES],
        names_waits=any(names_waits(text, points) for text in told),
        touched=not exercise.is_starter(state.handed_in.encode()),
        checks=checks,
        tried=state.checks_tried,
        example_runs=len(state.runs),
        hints=len(state.hints),
        revealed=state.revealed,
        code_share=state.spent.get("code", 0.0) / code.budget(state.minutes),
        named=[p.kind for p in content.predictions if p.kind in named],
        surprises=[
            p.kind for p in content.predictions if p.kind not in named and broken_by(p, checks)
        ],
        unnamed=[p.kind for p in content.predictions if p.kind not in named],
        said=known["said"],
        claimed=known["claimed"],
        facts=known.total(),
        crutches=state.crutches,
        findings=findings(exercise, state.handed_in),
    )


def names_waits(text: str, points: Points) -> bool:
    """Does a text say who waits for whom, and not only such words?"""
    if is_heap(text):
        return False
    found = [clause for clause in stretches(text) if _WAITING.search(clause)]
    return any(points.likeness(clause) >= _TO_THE_POINT for clause in found)


def waits(row: dict[str, Any]) -> str:
    """Return in words where a process waits: `main waits in consumer.join(), ex02.py:49`."""
    verb = {"exiting": "is", HELD: "waits for"}.get(row["call"], "waits in")
    place = f", {row['file']}:{row['line']}" if row["file"] else ""
    return f"{row['role']} {verb} {row['call']}{place}"


def check_rows(graded: dict[str, Any] | None) -> list[CheckRow]:
    """Return the hidden checks in order, from the examiner's results."""
    grouped: dict[str, list[dict[str, Any]]] = {}
    for check in graded["checks"] if graded else ():
        grouped.setdefault(check["name"], []).append(check)
    rows = enumerate(grouped.items())
    return [_row(name, results, first=number == 0) for number, (name, results) in rows]


def failures(checks: list[CheckRow]) -> list[CheckRow]:
    """Return the checks that ran and did not pass: the worst first, of these proved deadlocks."""
    failed = [check for check in checks if check.severity]
    return sorted(failed, key=lambda check: (-check.severity, check.worst != "deadlock"))


def to_mend(state: State, exercise: Exercise) -> CheckRow | None:
    """Return the failure that is to be mended, if there is one in an answer of one's own."""
    if state.revealed or exercise.is_starter(state.handed_in.encode()):
        return None
    return next(iter(failures(check_rows(state.graded))), None)


@dataclass(frozen=True)
class Mending:
    """What became of a failure that the candidate was shown."""

    title: str
    """Of the check."""
    passes: bool
    """Does it pass now, under every start method?"""
    broken: list[str]
    """Checks that passed before, and do not now."""
    left: int
    """Checks that still fail."""
    touched: bool
    """Was the code changed?"""

    @property
    def score(self) -> int:
        """1 to 4, apart from the others."""
        if not self.passes:
            return 1
        return 2 if self.broken else 3 if self.left else 4

    @property
    def told(self) -> str:
        """The outcome in a sentence or two."""
        if not self.touched:
            return f"'{self.title}' was not mended: the code is as it was."
        if not self.passes:
            return f"'{self.title}' still fails."
        if self.broken:
            return f"'{self.title}' passes now, but '{self.broken[0]}' does not any more."
        if self.left:
            still = "one check still fails" if self.left == 1 else f"{self.left} checks still fail"
            return f"'{self.title}' passes now; {still}."
        return f"'{self.title}' passes now, as does every other check."


def mending(state: State, exercise: Exercise) -> Mending | None:
    """Return what became of the failure that was shown, if one was and the checks ran again."""
    shown = to_mend(state, exercise)
    if shown is None or state.mended is None:
        return None
    before = {check.name for check in check_rows(state.graded) if check.passed}
    now = {check.name: check for check in check_rows(state.mended)}
    return Mending(
        shown.title,
        now[shown.name].passed,
        [now[name].title for name in now if name in before and not now[name].passed],
        sum(not check.passed for check in now.values()),
        state.mended != state.graded,
    )


def _row(name: str, results: list[dict[str, Any]], *, first: bool) -> CheckRow:
    failed = [check for check in results if check["verdict"] != "passed"]
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


def broken_by(prediction: Prediction, checks: list[CheckRow]) -> CheckRow | None:
    """Return the first check of a kind of input that did not pass."""
    return next((c for c in checks if c.name in prediction.checks and not c.passed), None)


def missed_facts(answers: list[Answer]) -> list[tuple[Answer, str]]:
    """Return (answer, fact) for each key fact that was not in the answer."""
    return [
        (answer, fact)
        for answer in answers
        for fact, how in answer.facts.items()
        if how == "missed"
    ]


class Titles:
    """Finds the check that tries what somebody has predicted in words that nobody foresaw."""

    def __init__(self, checks: list[CheckRow]) -> None:
        self._checks = checks
        self._likeness = Likeness([check.title for check in checks])

    def told(self, text: str) -> str:
        """Say which check tries something like it, and how that ended."""
        alike = self._likeness.to(text)
        best = int(alike.argmax())
        if alike[best] < _LIKE_A_TITLE:
            return "no hidden check is known to try this"
        check = self._checks[best]
        result = "passed" if check.passed else "did not pass"
        return f"'{check.title}' tries something like this, and {result}"
