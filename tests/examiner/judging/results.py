"""Results, and what is written of them: points, statuses, the JSON document."""

import json
import platform
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from examiner.catalog import Exercise, Step
from examiner.facts.verdicts import Blocked, Verdict
from examiner.facts.wrapping import wrapped
from examiner.telling import explain
from examiner.telling.chronicle import Chronicle

VERSION = 1
"""Of the JSON document."""


def _alike(text: str) -> str:
    """Return a text without its numbers and values: which worker it was, which items, how many."""
    plain = re.sub(r"\d+|'[^']*'", "#", text)
    return re.sub(r"#(, #)*( and # more)?", "#", plain)


@dataclass(frozen=True)
class Result:
    """One check under one start method."""

    name: str
    title: str
    verdict: Verdict
    method: str
    seconds: float
    message: str
    blocked: tuple[Blocked, ...] = ()
    headline: str = ""
    """The verdict in words."""
    explanation: tuple[str, ...] = ()
    """The lines that say what happened."""
    picture: tuple[str, ...] = ()
    """The lines of the little picture of it."""
    printed: str = ""
    """What the trial printed itself."""
    trace: str = ""
    """Of a failure of the kit's own, the whole traceback."""
    unusable: bool = False
    """Could the answer not even be loaded?"""
    chronicle: Chronicle | None = None
    """What its processes did, where a page with pictures is asked for."""
    world: str = ""
    """What is peculiar about the world that it failed in, `""` for the plain one."""
    reveals: bool = False
    """Does the check ask for the name of the mistake only?"""
    schedules: dict[str, int] = field(default_factory=dict)
    """How many controlled schedules were `tried`, `failed`, `undecided`; wake-ups `missed`."""

    def in_world(self, phrase: str) -> "Result":
        """Return the same, told to have been seen in a world where it is so."""
        told = wrapped(f"In a world where {phrase}:", explain.WIDTH)
        return replace(self, world=phrase, explanation=(*told, *self.explanation))

    @property
    def failed(self) -> bool:
        """Did the answer fail?"""
        return self.verdict not in (Verdict.PASSED, Verdict.NOT_STARTED, Verdict.EXAMINER_ERROR)

    @property
    def broken(self) -> bool:
        """Did the kit itself fail, so that nothing was judged?"""
        return self.verdict is Verdict.EXAMINER_ERROR

    @property
    def likeness(self) -> tuple[object, ...]:
        """What is the same of two results that failed in the same way, if for other inputs."""
        where = {(_alike(b.role), b.call, b.line) for b in self.blocked if not b.graders}
        return (self.verdict, *sorted(where)) if where else (self.verdict, _alike(self.message))

    def plain(self) -> dict[str, Any]:
        """Return its part of the JSON document."""
        return {
            "name": self.name,
            "title": self.title,
            "verdict": str(self.verdict),
            "start_method": self.method,
            "seconds": round(self.seconds, 3),
            "message": self.message,
            "headline": self.headline,
            "explanation": list(self.explanation),
            "trace": self.trace,
            "blocked": [
                {
                    "role": b.role,
                    "call": b.call,
                    "file": b.file,
                    "line": b.line,
                    "waits_for": b.waits_for,
                }
                for b in self.blocked
            ],
            "picture": list(self.picture),
            "world": self.world or None,
            "schedules": self.schedules or None,
        }


@dataclass
class Grade:
    """One exercise's results."""

    exercise: Exercise
    checks: list[str]
    """The names of its checks, in their order, but for those that are not run here."""
    not_run: str = ""
    """A sentence why some checks are not run on this machine, `""` if all are."""
    untouched: bool = False
    """Is it the starter, and not asked for by name?"""
    results: list[Result] = field(default_factory=list)
    seconds: float = 0.0
    """From the start of its first check to the end of its last."""
    step_of: dict[str, int] = field(default_factory=dict)
    """Check → the number of its step, where the exercise has steps."""

    @property
    def status(self) -> str:
        """`passed`, `failed`, `not-started`, or `error`.

        The last is: unusable, not to be judged, or cut short before it was done.
        """
        if self.untouched or not self.results:
            return "not-started"
        if self.unusable or self.broken is not None:
            return "error"
        if self.first_failure is not None:
            return "failed"
        return "passed" if self.passed_checks == len(self.checks) else "error"

    @property
    def unusable(self) -> bool:
        """Could the answer not even be loaded? Then the other checks say nothing."""
        return any(result.unusable for result in self.results)

    @property
    def _passed(self) -> set[str]:
        """The checks that passed under every start method tried."""
        names = {result.name for result in self.results}
        return names - {r.name for r in self.results if r.verdict is not Verdict.PASSED}

    @property
    def passed_checks(self) -> int:
        """How many checks passed under every start method tried."""
        return len(self._passed)

    @property
    def points(self) -> int:
        """Points earned: a share for each check that passed and that the starter fails.

        What the starter passes earns nothing; an answer that fails there has broken something, and
        loses a share. Whoever fails the first check, the plain case, gets half at most. Each step,
        where there are some, counts so by itself. An answer that could not be used, or judged, gets
        none.
        """
        if not self.exercise.steps:
            return self._earned(self.exercise.points, self.checks)
        return sum(self.points_in(step) for step in self.exercise.steps)

    def points_in(self, step: Step) -> int:
        """Return the points earned in a step."""
        checks = [name for name in self.checks if self.step_of.get(name) == step.number]
        return self._earned(step.points, checks)

    def _earned(self, most: int, checks: list[str]) -> int:
        """Return how many of so many points these checks earn."""
        if self.unusable or self.broken is not None:
            return 0
        passed, given = self._passed & set(checks), set(self.exercise.given) & set(checks)
        earned = len(passed - given) - len(given - passed)
        points = most * max(earned, 0) // max(len(checks) - len(given), 1)
        fails_the_first = checks[:1] != [n for n in checks[:1] if n in passed]
        return min(points, most // 2) if fails_the_first else points

    @property
    def score(self) -> str:
        """Points as they are shown: `7/10`."""
        return f"{self.points}/{self.exercise.points}"

    def heading(self, name: str) -> str:
        """Return what stands above the checks of a check's step, `""` if it is of none."""
        number = self.step_of.get(name, 0)
        return next((s.heading for s in self.exercise.steps if s.number == number), "")

    @property
    def first_failure(self) -> Result | None:
        """The first result that says something against the answer."""
        return next((result for result in self.results if result.failed), None)

    @property
    def broken(self) -> Result | None:
        """The first result that is a failure of the kit's own."""
        return next((result for result in self.results if result.broken), None)

    @property
    def lacks_only_the_name(self) -> bool:
        """Is all right, but that the mistake is not named?"""
        failed = [result for result in self.results if result.failed]
        return self.status == "failed" and all(result.reveals for result in failed)

    @property
    def verdict(self) -> str:
        """What there is to say in a word, `""` of one that passes."""
        first = self.broken or self.first_failure
        if self.not_run and not self.checks:
            return f"not run: no {', '.join(self.exercise.needs)}"
        if self.untouched or first is None:
            return "not started" if self.untouched else ""
        return "only DIAGNOSIS" if self.lacks_only_the_name else str(first.verdict)

    def of(self, name: str) -> list[Result]:
        """Return the results of one check, one a start method."""
        return [result for result in self.results if result.name == name]

    def plain(self) -> dict[str, Any]:
        """Return its part of the JSON document; where there are steps, it and its checks say so."""
        steps = [
            {"name": step.name, "points": self.points_in(step), "max_points": step.points}
            for step in self.exercise.steps
        ]
        return {
            "slug": self.exercise.slug,
            "status": self.status,
            "points": self.points,
            "max_points": self.exercise.points,
            "seconds": round(self.seconds, 3),
            **({"steps": steps} if steps else {}),
            "checks": [
                result.plain() | ({"step": self.step_of.get(result.name, 0)} if steps else {})
                for result in self.results
            ],
        }


def as_json(seed: int, grades: Sequence[Grade]) -> str:
    """Return the document of a grade."""
    document = {
        "version": VERSION,
        "seed": seed,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "exercises": [grade.plain() for grade in grades],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
