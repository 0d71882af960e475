"""What a trace says, on the terminal and as JSON."""

import json
import platform
from typing import Any

from examiner.facts.outcome import Observation, Process
from examiner.facts.verdicts import Blocked, Finding, Verdict
from examiner.showing.ink import Ink
from examiner.supervisor.linux.prover import STUCK_FOR
from examiner.telling import diagnosis, explain, timeline
from examiner.telling.chronicle import chronicle
from examiner.trace.tracer import Program, Traced

VERSION = 1

_INDENT = "    "

_ENDINGS = {
    "deadline": "The deadline has passed, and the program was ended.",
    "interrupted": "Interrupted. Everything that was running has been ended.",
}


class Teller:
    """Tells on a terminal what has been seen."""

    def __init__(self, ink: Ink) -> None:
        """Write with `ink`."""
        self.ink = ink

    def warn(self, sentence: str) -> None:
        """Tell what cannot be seen."""
        self.ink.paragraph(self.ink.paint(sentence, "yellow"))

    def tell(self, kind: str, outcome: Observation, stuck: frozenset[int]) -> None:
        """Tell of a deadlock as soon as it is seen: `deadlock` of all, `partial` of some."""
        rows = rows_of(outcome, stuck)
        sentence = diagnosis.situation(outcome, rows)
        title = "deadlock, proved" if kind == "deadlock" else "partial deadlock"
        self.ink.line()
        self.ink.line(f"{self.ink.paint('✘', 'red')} {self.ink.paint(title, 'red')}")
        if kind == "partial":
            sentence += f" {reason(outcome, stuck)}"
        self._explain(outcome, sentence, rows)

    def at_the_end(self, program: Program, traced: Traced) -> None:
        """Tell how the program ended, with the picture unless it has been shown."""
        outcome, ink = traced.outcome, self.ink
        assert outcome is not None
        ink.line()
        if traced.ending in _ENDINGS:
            ink.line(ink.paint(_ENDINGS[traced.ending], "yellow"))
            rows = diagnosis.blocked(outcome)
            self._explain(outcome, sentence_of(traced, rows), rows)
        elif traced.ending == "self":
            for line in timeline.picture(chronicle(outcome, []), explain.WIDTH):
                ink.line(_INDENT + line)
        if traced.outlived:
            ink.line(f"{_processes(traced.outlived)} outlived the program, and were ended.")
        ink.line(ink.paint(f"{program.path.name}: {summary(traced)}", "dim"))

    def _explain(self, outcome: Observation, sentence: str, rows: list[Blocked]) -> None:
        finding = Finding(Verdict.DEADLOCK, sentence)
        for line in explain.explain(outcome, finding, rows):
            self.ink.line(_INDENT + line)
        picture = timeline.picture(chronicle(outcome, rows), explain.WIDTH)
        if picture:
            self.ink.line()
        for line in picture:
            self.ink.line(_INDENT + line)


def rows_of(outcome: Observation, stuck: frozenset[int]) -> list[Blocked]:
    """Return who waits, of those that are stuck."""
    return [row for row in diagnosis.blocked(outcome) if row.pid in stuck]


def reason(outcome: Observation, stuck: frozenset[int]) -> str:
    """Say why nobody can wake those that are stuck while others run."""
    living = [p for p in outcome.processes.values() if str(p.pid) in outcome.evidence["processes"]]
    others = [p.role for p in living if p.pid not in stuck and not p.server]
    running = (
        f"{', '.join(others)} still run{'s' if len(others) == 1 else ''}, but " if others else ""
    )
    return (
        f"For {STUCK_FOR:.0f} s or more: {running}whoever holds the other end of what they wait "
        "for has ended or is stuck itself."
    )


def sentence_of(traced: Traced, rows: list[Blocked]) -> str:
    """Return what the waits of a program that was stopped amount to, as far as that is known.

    Those who wait when a deadline passes may well go on: without a doubt that is told, nothing is
    said of them.
    """
    outcome = traced.outcome
    if not rows or outcome is None:
        return ""
    sentence = diagnosis.situation(outcome, rows)
    if traced.ending == "deadlock":
        return sentence
    if traced.possible:
        return f"Possible deadlock, not proved, because {traced.possible}. {sentence}"
    return "" if outcome.report.get("proof") else f"It seems: {sentence}"


def count(outcome: Observation) -> int:
    """Return how many processes the program had, managers' servers left out."""
    return max(1, len([p for p in outcome.processes.values() if not p.server]))


def _processes(number: int) -> str:
    return "1 process" if number == 1 else f"{number} processes"


def summary(traced: Traced) -> str:
    """Return one line: how many processes, how long, which exit code."""
    outcome = traced.outcome
    assert outcome is not None
    verdict = {"self": "no deadlock", "deadlock": "deadlock"}.get(traced.ending, traced.ending)
    if traced.partial and traced.ending == "self":
        verdict = "partial deadlock"
    processes = _processes(count(outcome))
    return f"{processes}, {outcome.duration:.2f} s, exit code {traced.code}, {verdict}"


def as_json(program: Program, traced: Traced) -> str:
    """Return everything that was seen as JSON."""
    return json.dumps(document(program, traced), indent=2, ensure_ascii=False) + "\n"


def document(program: Program, traced: Traced) -> dict[str, Any]:
    """Return everything that was seen as plain data."""
    outcome = traced.outcome
    assert outcome is not None
    rows = diagnosis.blocked(outcome) if traced.ending != "self" else []
    return {
        "version": VERSION,
        "program": str(program.path),
        "arguments": program.arguments,
        "start_method": program.method,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "ending": {"self": "finished"}.get(traced.ending, traced.ending),
        "exit_code": traced.code,
        "seconds": round(outcome.duration, 3),
        "sentence": sentence_of(traced, rows),
        "possible": traced.possible,
        "blocked": [row.data() for row in rows],
        "partial": [_partial(seen, stuck) for seen, stuck in traced.partial],
        "processes": [
            {"role": p.role, "pid": p.pid, "parent": p.parent, "exit_code": _code(outcome, p)}
            for p in outcome.processes.values()
        ],
        "chronicle": chronicle(outcome, rows).plain(),
    }


def _code(outcome: Observation, process: Process) -> int | None:
    """Return a process's exit code; the program's own has no parent in it that would tell."""
    return outcome.status if process.pid == outcome.main else process.code


def _partial(outcome: Observation, stuck: frozenset[int]) -> dict[str, Any]:
    rows = rows_of(outcome, stuck)
    return {
        "sentence": f"{diagnosis.situation(outcome, rows)} {reason(outcome, stuck)}",
        "blocked": [row.data() for row in rows],
        "chronicle": chronicle(outcome, rows).plain(),
    }
