"""The same trial under many schedules: which of them fail, and one that is easy to follow."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, cycle
from typing import NamedTuple

from examiner.facts.job import Control, Job
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding, Verdict
from examiner.supervisor.control.shrinking import Shrinking
from examiner.supervisor.control.staying import Deviation
from examiner.supervisor.control.strategies import FIRST, IN_TURN

DEFAULT = 4
"""Schedules that a grade tries of each check, unless it is told another number."""

PLAIN = "staying"
"""The strategy that is not tried: a trial that is not controlled goes about that way."""

SHRINKING = 10.0
"""Seconds that making a schedule short may take."""

Judged = tuple[Outcome, Finding]

Run = Callable[[Job], Judged]
"""Runs a trial, and judges it."""


class Tried(NamedTuple):
    """What came of the schedules of one trial."""

    number: int
    failed: int
    undecided: int
    """Those of which nothing can be said: they only went round, or something was not controlled."""
    missed: int
    """Wake-ups that control has overlooked: a fault of ours, which changes no verdict."""
    shown: Judged | None
    """The first failing one, or one with fewer deviations from the plain schedule."""

    @property
    def plain(self) -> dict[str, int]:
        """Return its numbers as plain data."""
        return {
            "tried": self.number, "failed": self.failed, "undecided": self.undecided,
            "missed": self.missed,
        }  # fmt: skip


def jobs(job: Job, count: int, seed: str, *, early: bool) -> Iterator[Job]:
    """Yield the same trial under that many schedules.

    Those that a seed draws have to differ from check to check: an answer that loses once in ten
    schedules falls in eight checks of four, unless they are the same four.
    """
    first = [strategy for strategy in FIRST if strategy != PLAIN]
    for number, strategy in zip(range(count), chain(first, cycle(IN_TURN)), strict=False):
        control = Control(strategy, f"{seed} {number}", early=early)
        yield replace(job, id=f"{job.id}s{number}", control=control, waits=False)


def tried(judged: Sequence[Judged], run: Run | None) -> Tried:
    """Return what has come of the schedules of a trial; with `run` what is shown is made short."""
    decided = [each for each in judged if _is_decided(*each)]
    failing = [each for each in decided if each[1].verdict is not Verdict.PASSED]
    shown = next((each for each in failing if each[1].is_ours), None)
    if shown is None and failing:
        shown = failing[0] if run is None else _shrunk(failing[0], run)
    missed = sum(outcome.control.get("missed", 0) for outcome, _ in judged)
    return Tried(len(judged), len(failing), len(judged) - len(decided), missed, shown)


def _is_decided(outcome: Outcome, finding: Finding) -> bool:
    return finding.is_ours or bool(outcome.control.get("decided", True))


def _shrunk(failing: Judged, run: Run) -> Judged:
    job, verdict = failing[0].job, failing[1].verdict
    asked, numbers = job.control, iter(range(1, 1_000_000))
    assert asked is not None

    def play(deviations: Sequence[Deviation]) -> Judged:
        control = replace(asked, strategy="staying", deviations=tuple(deviations))
        return run(replace(job, id=f"{job.id}t{next(numbers)}", control=control))

    return Shrinking[Judged](
        play=play,
        fails=lambda judged: _is_decided(*judged) and judged[1].verdict is verdict,
        deviations=lambda judged: _deviations(judged[0], "deviations", 1),
        interruptions=lambda judged: _deviations(judged[0], "interruptions", 0),
        seconds=SHRINKING,
    ).shortest(failing)


def _deviations(outcome: Outcome, name: str, first: int) -> list[Deviation]:
    return [Deviation(*each[first : first + 3]) for each in outcome.control.get(name, [])]
