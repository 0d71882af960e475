"""A schedule: what was chosen, step by step; as a file that a person can read, and the way back."""

from collections.abc import Sequence
from typing import NamedTuple

from examiner.supervisor.control.points import CLOCK, Point

FIRST_LINE = "ipc-kata schedule 1"


class Unreadable(ValueError):
    """It is no schedule; the text says why."""


class Diverged(Exception):
    """The program does not go the way of the schedule; the text says from which step on."""


class Step(NamedTuple):
    """One choice."""

    who: str
    """An entity, or CLOCK."""
    kind: str = ""
    """What it did: `acquire`."""
    what: str = ""
    """What it did that to: `lock1`."""
    place: str = ""
    """On which line: `counter.py:12`."""


COLUMNS = 4
"""Of a step in a file, at most."""


class Schedule(NamedTuple):
    """A whole run's choices, and what they were made for."""

    steps: tuple[Step, ...]
    about: tuple[tuple[str, str], ...] = ()
    """What a replay has to know: `program`, `start method`, `clock`, `python`."""

    def text(self) -> str:
        """Return it as a file's text."""
        head = [FIRST_LINE, *(f"{name}: {value}" for name, value in self.about), ""]
        return "".join(
            f"{line}\n" for line in [*head, *("\t".join(s).rstrip() for s in self.steps)]
        )


def parse(text: str) -> Schedule:
    """Return the schedule that a file's text is; raises Unreadable."""
    first, *lines = text.splitlines() or [""]
    if first != FIRST_LINE:
        raise Unreadable(f"its first line is not {FIRST_LINE!r}")
    if "" not in lines:
        raise Unreadable("it ends before its steps begin")
    head, steps = lines[: lines.index("")], lines[lines.index("") + 1 :]
    about = [line.partition(": ") for line in head]
    for number, line in enumerate(steps, len(head) + 3):
        if not 0 < len(line.split("\t")) <= COLUMNS or not line.strip():
            raise Unreadable(f"line {number} is no step")
    return Schedule(
        tuple(Step(*line.split("\t")) for line in steps),
        tuple((name, value) for name, _, value in about),
    )


class Replay:
    """Chooses what a schedule says, step by step, and nothing else."""

    def __init__(self, steps: Sequence[Step]) -> None:
        """Nothing is chosen yet."""
        self._steps = steps

    def choose(self, point: Point) -> str:
        """Return the schedule's choice; raises Diverged if it is none here."""
        number = point.step + 1
        if point.step >= len(self._steps):
            raise Diverged(f"after {len(self._steps)} steps the schedule is over, the run is not")
        step = self._steps[point.step]
        if step.who not in point.choices:
            who = "time cannot go on" if step.who == CLOCK else f"{step.who} cannot go on"
            raise Diverged(f"step {number}: {who}, but {_listed(point)}")
        found = point.able.get(step.who)
        if found is not None and step.kind not in ("", found.kind):
            does = f"{step.who} does not {step.kind}, it is about to {found.kind}"
            raise Diverged(f"step {number}: {does}")
        return step.who


def _listed(point: Point) -> str:
    names: list[str] = [*point.able, *(["time"] if point.expiring else [])]
    *others, last = names
    return f"{', '.join(others)} and {last} can" if others else f"only {last} can"
