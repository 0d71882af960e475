"""What an interview has shown: plain facts, gathered from its state and the candidate's file."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from examiner.catalog import Exercise
from examiner.facts.files import Unreadable, read_typed
from examiner.telling.diagnosis import HELD
from interview.clock import PHASES
from interview.material import Content, Prediction
from interview.state import Answer, State

_WAITING = re.compile(
    r"\b(wait|block|hang|hung|stuck|deadlock|starv|join|nobody|forever)", re.IGNORECASE
)
"""Words of somebody who thinks of who waits for whom."""


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
    decided: int
    """Questions that the candidate settled alone."""
    approach: int
    """Lines on the approach."""
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
    hit: int
    facts: int
    """Key facts of the questions that were asked."""
    crutches: list[str]
    """Lines that hide a race: sleeps and daemons."""

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
        """Checks that ran and did not pass; proved deadlocks come first, since they say most."""
        failed = [check for check in self.checks if check.worst not in ("passed", "not-started")]
        return sorted(failed, key=lambda check: check.worst != "deadlock")


def gather(state: State, content: Content, exercise: Exercise, folder: Path) -> Performance:
    """Return what an interview has shown."""
    matched = {text for question in state.questions for text in question.matched}
    questions = [fact.question for fact in content.worth_asking]
    checks = check_rows(state.graded)
    named = {kind for kinds in state.predictions.values() for kind in kinds}
    said = [*state.approach, *(line for answer in state.answers for line in answer.lines)]
    ticks = [hit for answer in state.answers for hit in answer.ticks.values()]
    code = next(phase for phase in PHASES if phase.key == "code")
    return Performance(
        asked=[text for text in questions if text in matched],
        not_asked=[text for text in questions if text not in matched],
        decided=sum(question.decision is not None for question in state.questions),
        approach=len(state.approach),
        names_waits=any(_WAITING.search(line) for line in said),
        touched=not exercise.is_untouched(folder),
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
        hit=sum(ticks),
        facts=len(ticks),
        crutches=crutches(folder / f"{exercise.slug}.py"),
    )


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
    return [_row(name, results) for name, results in grouped.items()]


def _row(name: str, results: list[dict[str, Any]]) -> CheckRow:
    failed = [check for check in results if check["verdict"] != "passed"]
    return CheckRow(
        name,
        results[0]["title"],
        {check["start_method"]: check["verdict"] for check in results},
        failed[0]["message"] if failed else "",
        failed[0]["blocked"] if failed else [],
        next((check["picture"] for check in failed if check["picture"]), []),
    )


def broken_by(prediction: Prediction, checks: list[CheckRow]) -> CheckRow | None:
    """Return the first check of a kind of input that did not pass."""
    return next((c for c in checks if c.name in prediction.checks and not c.passed), None)


def missed_facts(answers: list[Answer]) -> list[tuple[str, str]]:
    """Return (question, fact) for each key fact that was not in the answer."""
    return [
        (answer.question, fact)
        for answer in answers
        for fact, hit in answer.ticks.items()
        if not hit
    ]


def crutches(path: Path) -> list[str]:
    """Return the lines of a file that sleep, or that make a daemon, as `12: time.sleep(1)`."""
    try:
        text = read_typed(path).decode("utf-8")
        tree = ast.parse(text)
    except (Unreadable, ValueError, SyntaxError):
        return []
    lines = text.splitlines()
    numbers = sorted({node.lineno for node in ast.walk(tree) if _is_crutch(node)})  # type: ignore[attr-defined]
    return [f"line {number}: {lines[number - 1].strip()}" for number in numbers]


def _is_crutch(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        daemon = any(k.arg == "daemon" and _is_true(k.value) for k in node.keywords)
        return name == "sleep" or daemon
    if isinstance(node, ast.Assign):
        return _is_true(node.value) and any(
            isinstance(target, ast.Attribute) and target.attr == "daemon" for target in node.targets
        )
    return False


def _is_true(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is True
