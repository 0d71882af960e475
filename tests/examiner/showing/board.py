"""The board: a row an exercise, what they are worth together, and which one is next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from examiner.catalog import Exercise
from examiner.showing.ink import Ink

_SIGNS = {
    "passed": ("✔", "green"),
    "failed": ("✘", "red"),
    "error": ("✘", "red"),
    "not-started": ("○", "dim"),
}

_ROWS = 3
"""Rows of the group that is next which are shown on the smallest screen."""

_AROUND = 11
"""Lines of a screen that are not the overview's: the head, the sum, what is next, and nox's own."""


@dataclass(frozen=True)
class Row:
    """What the board says of one exercise."""

    exercise: Exercise
    status: str
    """`passed`, `failed`, `error` or `not-started`, as in the JSON document of a grade."""
    points: int = 0
    """Those that are known to be earned: none where the file has changed since."""
    verdict: str = ""
    """In a word or a few."""
    changed: bool = False
    """Is that of an earlier state of the file, or of its checks?"""
    unjudged: str = ""
    """Why nothing could be judged."""

    @property
    def passed(self) -> bool:
        """Does the file pass in its present state?"""
        return self.status == "passed" and not self.changed

    @property
    def sign(self) -> tuple[str, str]:
        """The sign in front, and its colour."""
        if self.unjudged:
            return "!", "yellow"
        return ("…", "yellow") if self.changed else _SIGNS[self.status]


class Board:
    """Prints the board: as a whole, or row by row as exercises are done."""

    def __init__(self, ink: Ink) -> None:
        self.ink = ink
        self._group = ""
        self._wide = 0

    def begin(self, rows: Collection[Row], head: str | None = "") -> None:
        """Print the head, or a line in its place, of rows that come one by one; None: no head."""
        self._group = ""
        self._wide = max((len(row.exercise.title) for row in rows), default=0)
        self.ink.line()
        if head is not None:
            self.ink.line(head or f"      {'Exercise':<{self._wide}}  Level     Time     Points")

    def row(self, row: Row) -> None:
        """Print an exercise's row, below the heading of its group."""
        if self._group != row.exercise.group:
            self._group = row.exercise.group
            self.ink.line(f" {self.ink.paint(self._group, 'bold')}")
        self._row(row)

    def _row(self, row: Row) -> None:
        ink, exercise = self.ink, row.exercise
        score = f"{row.points}/{exercise.points}"
        ink.line(
            f" {exercise.number:>2} {ink.paint(*row.sign)}  {exercise.title:<{self._wide}}  "
            f"{exercise.level:<9} {exercise.minutes:>2} min   {score:>5}   {row.verdict}"
        )

    def overview(self, rows: Sequence[Row], *, height: int | None) -> None:
        """Print all rows at once.

        `height` is that of the screen: then all groups but the one that is next are a line each.
        Without it every row is printed.
        """
        following = _following(rows)
        groups = [list(group) for _, group in groupby(rows, lambda row: row.exercise.group)]
        changed = sum(row.changed for row in rows)
        room = (height or 0) - _AROUND - len(groups) - (changed + 3 if changed else 0)
        self.begin(rows, head="" if height is None or room >= _ROWS else None)
        for group in groups:
            if height is None:
                for row in group:
                    self.row(row)
            elif following in group:
                self._unfolded(group, max(room, _ROWS))
            else:
                self._folded(group)

    def _folded(self, group: Sequence[Row]) -> None:
        """Print a group in one line."""
        ink, exercises = self.ink, [row.exercise for row in group]
        solved = sum(row.passed for row in group)
        started = any(row.status != "not-started" for row in group)
        sign = _SIGNS["passed" if solved == len(group) else "not-started"]
        if started and solved < len(group):
            sign = "·", "dim"
        numbers = dict.fromkeys((exercises[0].number, exercises[-1].number))
        name = f"{exercises[0].group} ({'-'.join(map(str, numbers))})"
        score = f"{sum(r.points for r in group)}/{sum(e.points for e in exercises)}"
        solved_of = f"{solved} of {len(group)} solved"
        ink.line(
            f"    {ink.paint(*sign)}  {ink.paint(f'{name:<{self._wide}}', 'bold')}  "
            f"{solved_of:<16} {score:>7}"
        )

    def _unfolded(self, group: Sequence[Row], room: int) -> None:
        """Print a group's rows, as many as there is room for: those that are solved go first."""
        shown = list(group)
        while len(shown) > room and shown[0].passed:
            del shown[0]
        left_out = len(shown) - room
        self.ink.line(f" {self.ink.paint(group[0].exercise.group, 'bold')}")
        for row in shown[: room - 1] if left_out > 0 else shown:
            self._row(row)
        if left_out > 0:
            self.ink.line(f"       {self.ink.paint(f'and {left_out + 1} more', 'dim')}")

    def end(self, rows: Collection[Row]) -> Exercise | None:
        """Print the sum; return the exercise that is next, None if every one passes."""
        ordered = sorted(rows, key=lambda row: row.exercise.number)
        following = _following(ordered)
        solved = sum(row.passed for row in ordered)
        points = sum(row.points for row in ordered)
        most = sum(row.exercise.points for row in ordered)
        self.ink.line()
        self.ink.line(f"      {solved} of {len(ordered)} solved, {points} of {most} points.")
        for message, numbers in _unjudged(ordered).items():
            text = f"Not judged, exercise {', '.join(map(str, numbers))}: {message}"
            self.ink.line()
            self.ink.paragraph(self.ink.paint(text, "yellow"))
        if ordered and following is None:
            self.ink.line(f"      {self.ink.paint('Every exercise passes.', 'green')}")
        return following.exercise if following else None

    def next(self, exercise: Exercise, file: str, command: str) -> None:
        """Print which exercise is next, and how to go on."""
        self.ink.line()
        self.ink.line(f"Next:  {self.ink.paint(f'{exercise.number}  {exercise.title}', 'bold')}")
        self.ink.line(f"  open {file}")
        self.ink.line(f"  run  {command}")


def _following(rows: Sequence[Row]) -> Row | None:
    return next((row for row in rows if not row.passed), None)


def _unjudged(rows: Collection[Row]) -> dict[str, list[int]]:
    """Return each reason why something could not be judged, with the numbers of the exercises."""
    found: dict[str, list[int]] = {}
    for row in rows:
        if row.unjudged:
            found.setdefault(row.unjudged, []).append(row.exercise.number)
    return found
