"""The board: a row an exercise, what they are worth together, and which one is next."""

from collections.abc import Collection

from examiner.judging.results import Grade
from examiner.showing.ink import Ink

_SIGNS = {
    "passed": ("✔", "green"),
    "failed": ("✘", "red"),
    "error": ("✘", "red"),
    "not-started": ("○", "dim"),
}


class Board:
    """Prints the board as the exercises are done."""

    def __init__(self, ink: Ink) -> None:
        self.ink = ink
        self._group = ""
        self._wide = 0

    def begin(self, grades: Collection[Grade]) -> None:
        """Print the head."""
        self._wide = max((len(grade.exercise.title) for grade in grades), default=0)
        self.ink.line()
        self.ink.line(f"      {'Exercise':<{self._wide}}  Level     Time     Points")

    def row(self, grade: Grade) -> None:
        """Print an exercise's row, below the heading of its group."""
        ink, exercise = self.ink, grade.exercise
        sign, colour = ("!", "yellow") if grade.broken else _SIGNS[grade.status]
        first = grade.broken or grade.first_failure
        verdict = str(first.verdict) if first else "not started" if grade.untouched else ""
        if self._group != exercise.group:
            self._group = exercise.group
            ink.line(f" {ink.paint(exercise.group, 'bold')}")
        ink.line(
            f" {exercise.number:>2} {ink.paint(sign, colour)}  {exercise.title:<{self._wide}}  "
            f"{exercise.level:<9} {exercise.minutes:>2} min   {grade.score:>5}   {verdict}"
        )

    def end(self, grades: Collection[Grade]) -> Grade | None:
        """Print the sum; return the exercise that is next, None if every one passes."""
        ordered = sorted(grades, key=lambda grade: grade.exercise.number)
        following = next((grade for grade in ordered if grade.status != "passed"), None)
        points = sum(grade.points for grade in ordered)
        self.ink.line()
        self.ink.line(f"      {points} of {sum(g.exercise.points for g in ordered)} points.")
        for message, numbers in _unjudged(ordered).items():
            text = f"Not judged, exercise {', '.join(map(str, numbers))}: {message}"
            self.ink.line()
            self.ink.paragraph(self.ink.paint(text, "yellow"))
        if ordered and following is None:
            self.ink.line(f"      {self.ink.paint('Every exercise passes.', 'green')}")
        return following

    def next(self, following: Grade, file: str, command: str) -> None:
        """Print which exercise is next, and how to go on."""
        exercise = following.exercise
        self.ink.line()
        self.ink.line(f"Next:  {self.ink.paint(f'{exercise.number}  {exercise.title}', 'bold')}")
        self.ink.line(f"  open {file}")
        self.ink.line(f"  run  {command}")


def _unjudged(grades: Collection[Grade]) -> dict[str, list[int]]:
    """Return each reason why something could not be judged, with the numbers of the exercises."""
    found: dict[str, list[int]] = {}
    for grade in grades:
        if grade.broken is not None:
            found.setdefault(grade.broken.message, []).append(grade.exercise.number)
    return found
