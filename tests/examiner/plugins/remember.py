"""A pytest plugin that remembers what came out of grading the learner's own exercises."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from examiner import catalog
from examiner.catalog import Exercise
from examiner.facts import files
from examiner.judging.results import Grade
from examiner.plugins.grading import Grading
from examiner.progress import comparison
from examiner.progress.attempts import Attempts
from examiner.progress.model import LastGrade, Progress, digest
from examiner.progress.order import next_unsolved
from examiner.progress.store import Store
from examiner.showing.board import Board
from examiner.showing.ink import Ink
from examiner.supervisor.client import Supervisor


def concerns(answers: Path, start_method: str | None) -> bool:
    """Does a grade of this folder say how far the learner is?

    Passing under one chosen start method does not: an answer has to be right under all.
    """
    return catalog.is_the_learners(answers) and start_method in (None, "all")


STUCK = 3
"""Versions that failed first at the same check, after which a hint is offered."""


class Remember:
    """Keeps the results of one run, in one small write when all is done."""

    def __init__(self, supervisor: Supervisor, *, tells: bool) -> None:
        """`tells` says how to go on, where one exercise was graded."""
        self._supervisor = supervisor
        self._tells = tells
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
        ink = Ink()
        if graded := list(self._results()):

            def change(progress: Progress) -> None:
                for exercise, _, last in graded:
                    progress.put(exercise.slug, progress.of(exercise.slug).graded(last))

            self._store.update(change)
            self._keep(graded)
            if self._tells and len(graded) == 1:
                self._go_on(*graded[0], ink)
        for note in self._store.notes:
            ink.line()
            ink.line(ink.paint(note, "yellow"))

    def _go_on(self, exercise: Exercise, answer: bytes, last: LastGrade, ink: Ink) -> None:
        """Say what helps next: after a pass what to read and to do, or that there is a hint."""
        progress = self._store.read()
        standing = progress.of(exercise.slug)
        if last.status == "passed" and self._grading is not None:
            seed = self._grading.terms.seed
            ink.line()
            for sentence in comparison.told(exercise, answer, self._supervisor, seed):
                ink.paragraph(sentence)
            ink.line(f"Why it works, and what else does: nox -s walkthrough -- {exercise.number}")
            if (following := next_unsolved(catalog.load(), progress, exercise)) is not None:
                file = catalog.shown(following.answer)
                Board(ink).next(following, file, f"nox -s grade -- {following.number}")
        elif standing.stuck >= STUCK and standing.hints < len(exercise.hints):
            ink.line()
            ink.line(f"The last {standing.stuck} versions failed first at the same check. A hint:")
            ink.line(f"  nox -s hint -- {exercise.number}")

    def _keep(self, graded: Iterable[tuple[Exercise, bytes, LastGrade]]) -> None:
        try:
            for exercise, answer, last in graded:
                Attempts().graded(exercise, answer, last)
        except OSError as error:
            self._store.notes.append(f"The attempt was not kept: {error}.")

    def _results(self) -> Iterator[tuple[Exercise, bytes, LastGrade]]:
        if self._grading is None:
            return
        for slug, grade in self._grading.grades.items():
            answer = self._grading.examination.answer(slug).source
            if answer is not None and _is_whole(grade) and not grade.exercise.is_starter(answer):
                yield grade.exercise, answer, _last_grade(grade, answer)


def _is_whole(grade: Grade) -> bool:
    """Did every check come to its end, and to a verdict?"""
    done = {result.name for result in grade.results if not result.broken}
    return bool(done) and len(done) == len(grade.checks)


def _last_grade(grade: Grade, answer: bytes) -> LastGrade:
    first = grade.first_failure
    return LastGrade(
        status=grade.status,
        verdict=grade.verdict or grade.status,
        points=grade.points,
        max_points=grade.exercise.points,
        at=files.stamp(files.now()),
        digest=digest(answer),
        checks=digest(grade.exercise.check_file.read_bytes()),
        failed=first.title if first and not grade.unusable else "",
    )
