"""What an interview has shown: plain facts, gathered from its state and the candidate's file."""

import re
from collections import Counter
from dataclasses import dataclass

from examiner.catalog import Exercise
from interview.clock import PHASES
from interview.material import Content
from interview.points import Made, Points, is_heap, stretches
from interview.quality import Finding, findings
from interview.results import CheckRow, Severity, broken_by, check_rows, failures
from interview.state import Answer, State

_WAITING = re.compile(
    r"\b(wait|block|hang|hung|stuck|deadlock|starv|join|nobody|forever)", re.IGNORECASE
)
"""Words of somebody who thinks of who waits for whom."""

_TO_THE_POINT = 0.4
"""How alike to a known statement a clause with such words has to be, to be more than words."""


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
        touched=not state.is_starter(exercise),
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


def missed_facts(answers: list[Answer]) -> list[tuple[Answer, str]]:
    """Return (answer, fact) for each key fact that was not in the answer."""
    return [
        (answer, fact)
        for answer in answers
        for fact, how in answer.facts.items()
        if how == "missed"
    ]
