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
        self._grading: Grading | None = None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Iterator[None]:
        """Look at the hints that were read, before anything is examined."""
        self._grading = Grading.of(session.config)
        progress = self._store.read()
        self._grading.examination.told = [
            e.slug for e in catalog.load() if progress.of(e.slug).hints >= len(e.hints)
        ]
        return (yield)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """Write, and say what stood in the way."""
        if graded := dict(self._results()):

            def change(progress: Progress) -> None:
                for slug, last in graded.items():
                    progress.put(slug, progress.of(slug).graded(last))

            self._store.update(change)
        ink = Ink()
        for note in self._store.notes:
            ink.line()
            ink.line(ink.paint(note, "yellow"))

    def _results(self) -> Iterator[tuple[str, LastGrade]]:
        if self._grading is None:
            return
        for slug, grade in self._grading.grades.items():
            answer = self._grading.examination.answer(slug).source
            if answer is not None and _is_whole(grade) and not grade.exercise.is_starter(answer):
                yield slug, _last_grade(grade, answer)


def _is_whole(grade: Grade) -> bool:
    """Did every check come to its end, and to a verdict?"""
    done = {result.name for result in grade.results if not result.broken}
    return len(done) == len(grade.checks)


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
