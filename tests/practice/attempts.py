"""Attempts: answers of the learner's that have been kept, each with the verdict that it got."""

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


@dataclass(frozen=True)
class Attempt:
    """One kept answer."""

    path: Path
    """Its file, named after the time in UTC at which it was kept."""
    grade: LastGrade | None
    """What it got, None if it was not graded in the state in which it was kept."""

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
        return [Attempt(path, _read_grade(path)) for path in paths]

    def slugs(self) -> list[str]:
        """Return the names of all exercises that have attempts."""
        try:
            return sorted(path.name for path in self.folder.iterdir() if path.is_dir())
        except OSError:
            return []

    def keep(self, exercise: Exercise, answer: bytes, grade: LastGrade | None) -> Attempt:
        """Keep an answer, on the disk before this returns; one that is there already stays alone.

        Raises OSError.
        """
        for attempt in self.of(exercise.slug):
            with contextlib.suppress(files.Unreadable):
                if files.read_typed(attempt.path) == answer:
                    return self._with_grade(attempt, grade)
        folder = self.folder / exercise.slug
        folder.mkdir(parents=True, exist_ok=True)
        path = files.free_name(folder, files.file_stamp(files.now()), ".py")
        files.write_whole(path, answer, durable=True)
        return self._with_grade(Attempt(path, None), grade)

    def _with_grade(self, attempt: Attempt, grade: LastGrade | None) -> Attempt:
        if grade is None:
            return attempt
        document = {"version": 1, "grade": dataclasses.asdict(grade)}
        text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
        files.write_whole(_beside(attempt.path), text)
        return Attempt(attempt.path, grade)


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


def _read_grade(path: Path) -> LastGrade | None:
    """Return the grade beside an attempt; where there is none that makes sense, it has none."""
    try:
        document: Any = json.loads(files.read_typed(_beside(path)))
        return parse_grade(document["grade"])
    except (files.Unreadable, ValueError, Malformed, KeyError, TypeError, RecursionError):
        return None
