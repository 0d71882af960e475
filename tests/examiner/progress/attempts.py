"""Attempts: answers of the learner's that have been kept, each with the verdict that it got.

Every version that is graded is kept, the last of them; and what a command puts another file in the
place of, for good.
"""

import contextlib
import dataclasses
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from examiner import catalog
from examiner.catalog import Exercise
from examiner.facts import files
from examiner.progress.model import LastGrade, Malformed, former, parse_grade

MOST = 50
"""Attempts at an exercise that are kept because they were graded: older ones go."""


@dataclass(frozen=True)
class Attempt:
    """One kept answer."""

    path: Path
    """Its file, named after the time in UTC at which it was kept."""
    grade: LastGrade | None
    """What it got, None if it was not graded in the state in which it was kept."""
    passing: bool = False
    """Is it here only because it was graded, until there are too many?"""

    @property
    def verdict(self) -> str:
        """The grade in a word or two."""
        if self.grade is None:
            return "not graded"
        return self.grade.verdict

    @property
    def points(self) -> str:
        """Points, `7/10`."""
        return f"{self.grade.points}/{self.grade.max_points}" if self.grade else ""


class Attempts:
    """The attempts in a folder, below it one folder an exercise."""

    def __init__(self, folder: Path = catalog.STATE / "attempts") -> None:
        self.folder = folder

    def of(self, slug: str) -> list[Attempt]:
        """Return the attempts at an exercise, the oldest first."""
        slugs = [slug, *former(slug, self.slugs())]
        found = [path for known in slugs for path in (self.folder / known).glob("*.py")]
        paths = sorted((path for path in found if path.is_file()), key=_age)
        return [_attempt(path) for path in paths]

    def slugs(self) -> list[str]:
        """Return the names of all exercises that have attempts."""
        try:
            return sorted(path.name for path in self.folder.iterdir() if path.is_dir())
        except OSError:
            return []

    def keep(self, exercise: Exercise, answer: bytes, grade: LastGrade | None) -> Attempt:
        """Keep an answer for good, on the disk before this returns, and once.

        Raises OSError.
        """
        return _noted(self._found(exercise, answer) or self._new(exercise, answer), grade)

    def graded(self, exercise: Exercise, answer: bytes, grade: LastGrade) -> None:
        """Keep an answer that was graded; the oldest of such make room. Raises OSError."""
        found = self._found(exercise, answer)
        fresh = found or self._new(exercise, answer)
        _noted(fresh, grade, passing=found is None or found.passing)
        passing = [attempt for attempt in self.of(exercise.slug) if attempt.passing]
        for attempt in passing[:-MOST]:
            attempt.path.unlink(missing_ok=True)
            _beside(attempt.path).unlink(missing_ok=True)

    def _found(self, exercise: Exercise, answer: bytes) -> Attempt | None:
        """Return the attempt with this very content."""
        for attempt in self.of(exercise.slug):
            with contextlib.suppress(files.Unreadable):
                if files.read_typed(attempt.path) == answer:
                    return attempt
        return None

    def _new(self, exercise: Exercise, answer: bytes) -> Attempt:
        folder = self.folder / exercise.slug
        folder.mkdir(parents=True, exist_ok=True)
        stamp = files.file_stamp(files.now())
        # Not the first free number: those that made room in this second were older.
        ages = [_age(attempt.path) for attempt in self.of(exercise.slug)]
        number = max((number for moment, number in ages if moment == stamp), default=0) + 1
        path = folder / (f"{stamp}-{number}.py" if number > 1 else f"{stamp}.py")
        files.write_whole(path, answer, durable=True)
        return Attempt(path, None)


def orphans(attempts: Attempts, exercises: Iterable[Exercise]) -> list[str]:
    """Return the slugs with attempts that belong to no exercise any more."""
    known = attempts.slugs()
    ours = {s for e in exercises for s in (e.slug, *former(e.slug, known))}
    return [slug for slug in known if slug not in ours]


def _beside(path: Path) -> Path:
    return path.with_suffix(".json")


def _age(path: Path) -> tuple[str, int]:
    """Return what attempts are ordered by: the time in their name, and their number in a second."""
    moment, _, number = path.stem.partition("-")
    return moment, int(number) if number.isdecimal() else 1


def _noted(attempt: Attempt, grade: LastGrade | None, *, passing: bool = False) -> Attempt:
    """Write beside an attempt what it got, and whether it may make room."""
    noted = Attempt(attempt.path, grade or attempt.grade, passing)
    if noted != attempt:
        document = {
            "version": 1,
            "grade": dataclasses.asdict(noted.grade) if noted.grade else None,
            "passing": passing,
        }
        text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        files.write_whole(_beside(attempt.path), text)
    return noted


def _attempt(path: Path) -> Attempt:
    """Return what is noted beside an attempt; where that makes no sense, it was not graded."""
    try:
        document: Any = json.loads(files.read_typed(_beside(path)))
        grade = document["grade"] and parse_grade(document["grade"])
        return Attempt(path, grade or None, document.get("passing") is True)
    except (files.Unreadable, ValueError, Malformed, LookupError, TypeError, RecursionError):
        return Attempt(path, None)
