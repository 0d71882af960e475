"""The checks of an exercise, one by one, with what happened where one failed."""

from collections import Counter
from collections.abc import Sequence

from examiner.facts.verdicts import Verdict
from examiner.facts.wrapping import wrapped
from examiner.judging.results import Grade, Result
from examiner.showing import fault
from examiner.showing.ink import Ink

_INDENT = "    "

_PICTURES = 2
"""Pictures drawn for one exercise: more of them tire, and -v draws all."""


class Listing:
    """Prints the checks of exercises as they are done."""

    def __init__(self, ink: Ink, *, verbose: bool) -> None:
        """`verbose` shows all that the trials printed, and every picture."""
        self.ink = ink
        self.verbose = verbose
        self._current = ""
        self._step = ""
        self._pictures = 0
        self._told: Counter[tuple[object, ...]] = Counter()

    def check(self, grade: Grade, results: Sequence[Result], file: str) -> None:
        """Print one check; `file` is the exercise's."""
        if self._current != grade.exercise.slug:
            self._begin(grade, file)
        self._head(grade.heading(results[0].name))
        first = next((r for r in results if r.verdict is not Verdict.PASSED), results[0])
        if first.verdict is Verdict.PASSED:
            self._title("✔", "green", first.title)
        elif first.verdict is Verdict.NOT_STARTED:
            self._title("–", "dim", f"{first.title}: not run")
        else:
            alike = [result for result in results if result.verdict is not Verdict.PASSED]
            self._failure(first, alike)
        if self.verbose:
            self._output(results)

    def end_of(self, grade: Grade) -> None:
        """Print the sum below an exercise's checks."""
        text = f"{grade.passed_checks} of {len(grade.checks)} checks passed, {grade.score} points."
        if steps := [f"{grade.points_in(s)}/{s.points}" for s in grade.exercise.steps]:
            text += f" By step: {', '.join(steps)}."
        colour = "green" if grade.status == "passed" else "red" if grade.first_failure else "yellow"
        self.ink.line()
        if grade.lacks_only_the_name:
            self.ink.line("  The program is right. Only DIAGNOSIS is not.")
        self.ink.line(f"  {self.ink.paint(text, colour)}")
        if unjudged := len({result.name for result in grade.results if result.broken}):
            text = f"{unjudged} could not be judged, which says nothing against your answer."
            self.ink.line(f"  {self.ink.paint(text, 'yellow')}")

    def _begin(self, grade: Grade, file: str) -> None:
        exercise = grade.exercise
        self._current = exercise.slug
        self._step = ""
        self._told.clear()
        self._pictures = 0
        self.ink.heading(f"{exercise.number}  {exercise.title}", file)

    def _head(self, step: str) -> None:
        """Print a step's heading above its first check."""
        if step != self._step:
            if self._step:
                self.ink.line()
            self._step = step
            self.ink.line(f"  {step}")

    def _failure(self, first: Result, alike: Sequence[Result]) -> None:
        ink, ours = self.ink, first.broken
        self._title("!" if ours else "✘", "yellow" if ours else "red", first.title)
        methods = ", ".join(result.method for result in alike if result.method)
        under = ink.paint(f", under {methods}", "dim") if methods else ""
        ink.line(f"{_INDENT}{ink.paint(first.headline, 'yellow' if ours else 'red')}{under}")
        self._told[first.likeness] += 1
        if self._told[first.likeness] > 1 and not self.verbose:
            ink.line(f"{_INDENT}The same as above.")
            return
        for line in self._explanation(first):
            ink.line(f"{_INDENT}{line}")
        self._pictures += bool(first.picture)
        if first.picture and (self._pictures <= _PICTURES or self.verbose):
            ink.line()
            for line in first.picture:
                ink.line(f"{_INDENT}{line}")
        ink.line()

    def _explanation(self, result: Result) -> list[str]:
        if not result.broken:
            return list(result.explanation)
        room = self.ink.width - len(_INDENT)
        more = list(fault.lines(result.trace))
        return [*wrapped(result.message, room), *(["", *more] if more else [])]

    def _title(self, sign: str, colour: str, title: str) -> None:
        first, *more = wrapped(title, self.ink.width - len(_INDENT))
        self.ink.line(f"  {self.ink.paint(sign, colour)} {first}")
        for line in more:
            self.ink.line(_INDENT + line)

    def _output(self, results: Sequence[Result]) -> None:
        for result in results:
            if result.printed:
                self.ink.line(f"{_INDENT}printed under {result.method}:")
                for line in result.printed.splitlines():
                    self.ink.line(f"{_INDENT}  {line}")
