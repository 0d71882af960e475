"""A pytest plugin that remembers what came out of grading the learner's own exercises."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from examiner import catalog
from examiner.facts import files
from examiner.judging.results import Grade
from examiner.plugins.grading import Grading
from examiner.progress.model import LastGrade, Progress, digest
from examiner.progress.store import Store
from examiner.showing.ink import Ink


def concerns(answers: Path, start_method: str | None) -> bool:
    """Does a grade of this folder say how far the learner is?

    Passing under one chosen start method does not: an answer has to be right under all.
    """
    return catalog.is_the_learners(answers) and start_method in (None, "all")


class Remember:
    """Keeps the results of one run, in one small write when all is done."""

    def __init__(self) -> None:
        self._store = Store()
        self._before: dict[str, bytes | None] = {}
        self._grading: Grading | None = None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Iterator[None]:
        """Look at the answers before they are examined, and at the hints that were read."""
        self._grading = Grading.of(session.config)
        progress = self._store.read()
        self._grading.examination.told = [
            e.slug for e in catalog.load() if progress.of(e.slug).hints >= len(e.hints)
        ]
        self._before = {slug: _answer(slug) for slug in self._grades}
        return (yield)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """Write, and say what stood in the way."""
        if graded := {slug: last for slug, last in self._results() if last is not None}:

            def change(progress: Progress) -> None:
                for slug, last in graded.items():
                    progress.put(slug, progress.of(slug).graded(last))

            self._store.update(change)
        ink = Ink()
        for note in self._store.notes:
            ink.line()
            ink.line(ink.paint(note, "yellow"))

    @property
    def _grades(self) -> dict[str, Grade]:
        return self._grading.grades if self._grading else {}

    def _results(self) -> Iterator[tuple[str, LastGrade | None]]:
        for slug, grade in self._grades.items():
            answer = self._before.get(slug)
            # A file that was saved meanwhile has been seen in two states: no verdict holds for one.
            if answer is not None and _is_whole(grade) and _answer(slug) == answer:
                yield slug, _last_grade(grade, answer)


def _answer(slug: str) -> bytes | None:
    try:
        return (catalog.EXERCISES / f"{slug}.py").read_bytes()
    except OSError:
        return None


def _is_whole(grade: Grade) -> bool:
    """Was it an attempt, and did every check come to its end, and to a verdict?"""
    done = {result.name for result in grade.results if not result.broken}
    return len(done) == len(grade.checks) and not grade.exercise.is_untouched(catalog.EXERCISES)


def _last_grade(grade: Grade, answer: bytes) -> LastGrade:
    first = grade.first_failure
    return LastGrade(
        status=grade.status,
        verdict=str(first.verdict) if first else grade.status,
        points=grade.points,
        max_points=grade.exercise.points,
        at=files.stamp(files.now()),
        digest=digest(answer),
    )
