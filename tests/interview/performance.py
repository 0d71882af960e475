"""What an interview has shown: plain facts, gathered from its state and the candidate's file."""

import re
from collections import Counter
from dataclasses import dataclass

from examiner.catalog import Exercise
from interview.clock import PHASES
from interview.crutches import Crutch
from interview.material import Content, Told
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
    unclear: list[str]
    """Those of which it cannot be told."""
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
    told: dict[str, dict[str, Told]]
    """Question → key fact → was it said?"""
    crutches: list[Crutch]
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
    asked, maybe = state.asked, state.maybe_asked
    questions = [fact.question for fact in content.worth_asking]
    checks = check_rows(state.graded)
    named = {kind for kinds in state.predictions.values() for kind in kinds}
    points = Points(content.said)
    plan = points.made("\n".join(state.approach), content.approach)
    told = ["\n".join(state.approach), *("\n".join(answer.lines) for answer in state.answers)]
    facts = facts_told(state, points)
    known = Counter(how for one in facts.values() for how in one.values())
    code = next(phase for phase in PHASES if phase.key == "code")
    return Performance(
        asked=[text for text in questions if text in asked],
        not_asked=[text for text in questions if text not in asked | maybe],
        unclear=[text for text in questions if text in maybe],
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
        said=known[Told.SAID] + known[Told.ELSEWHERE],
        claimed=known[Told.CLAIMED],
        facts=known.total(),
        told=facts,
        crutches=state.crutches,
        findings=findings(exercise, state.handed_in),
    )


def names_waits(text: str, points: Points) -> bool:
    """Does a text say who waits for whom, and not only such words?"""
    if is_heap(text):
        return False
    found = [clause for clause in stretches(text) if _WAITING.search(clause)]
    return any(points.likeness(clause) >= _TO_THE_POINT for clause in found)


def facts_told(state: State, points: Points) -> dict[str, dict[str, Told]]:
    """Return for each question, and each of its key facts, whether it was said, wherever it was."""
    return {
        answer.question: {
            fact: Told.ELSEWHERE if how is Told.MISSED and _elsewhere(fact, answer, state, points)
            else how
            for fact, how in answer.facts.items()
        }
        for answer in state.answers
    }  # fmt: skip


def _elsewhere(fact: str, answer: Answer, state: State, points: Points) -> bool:
    """Was a fact in the answer to another question?"""
    others = [other for other in state.answers if other is not answer]
    made = (points.made("\n".join(o.lines), [fact], o.question)[fact] for o in others)
    return Made.YES in made
