"""What `nox -s grade` prints, in place of pytest's own report."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

from examiner import catalog
from examiner.catalog import Exercise
from examiner.judging.results import Grade
from examiner.plugins.grading import CheckItem, Grading
from examiner.showing.board import Board, Row
from examiner.showing.ink import Ink
from examiner.showing.listing import Listing
from examiner.supervisor.client import Supervisor
from examiner.supervisor.here import system_of_trials


# Final for type checkers only: pytest has no other way to replace what it prints.
class Screen(pytest.TerminalReporter):  # type: ignore[misc]
    """Prints a board of all exercises, or every check of those that were named."""

    def __init__(
        self, config: pytest.Config, *, board: bool, known: Sequence[Row], verbose: bool
    ) -> None:
        super().__init__(config)
        self.ink = Ink()
        self.board = Board(self.ink) if board else None
        self._known = {row.exercise.slug: row for row in known}
        self.listing = Listing(self.ink, verbose=verbose)
        self._left: Counter[str] = Counter()

    @property
    def grading(self) -> Grading:
        """What is graded."""
        return Grading.of(self.config)

    # pytest's own report is left out: all of these print in the base class.

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Print nothing."""
        self._session = session

    def pytest_collection(self) -> None:
        """Print nothing."""

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Print nothing: a check file that cannot be collected is told with its exercise."""

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Print the board's head, and learn how many checks each exercise has."""
        self._left = Counter(item.slug for item in session.items if isinstance(item, CheckItem))
        if any(not grade.untouched for grade in self.grading.grades.values()):
            self._print_what_is_lost()
        if self.board is not None:
            head = "Changed since the last grade, so graded again:" if self._known else ""
            self.board.begin(self._rows(), head)
        for slug in self.grading.uncollected:
            self._print_exercise(slug)

    def pytest_runtest_logstart(self, nodeid: str, location: Any) -> None:
        """Print nothing."""

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Print nothing."""

    # The base class's is a wrapper of this hook, to print the summary around it: none here.
    def pytest_sessionfinish(  # type: ignore[override]
        self, session: pytest.Session, exitstatus: Any
    ) -> None:
        """Print what is next."""
        if self.board is not None:
            following = self.board.end(self._rows())
            if following is not None:
                self.board.next(following, self._file(following), self._command(following))
        elif exitstatus == pytest.ExitCode.INTERRUPTED:
            self.ink.line()
        for sentence in self.grading.changed():
            self.ink.line()
            self.ink.line(self.ink.paint(sentence, "yellow"))
        self._print_seed()

    def pytest_keyboard_interrupt(self, excinfo: Any) -> None:
        """Say that the run was cut short."""
        self.ink.line()
        self.ink.line(
            self.ink.paint("Interrupted. Everything that was running has been ended.", "yellow")
        )

    def pytest_unconfigure(self) -> None:
        """Print nothing."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
        """Keep the check for the report that follows."""
        report = yield
        if isinstance(item, CheckItem):
            report.check = item
        return report

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Print a check when it is done, an exercise's row after its last check."""
        item: CheckItem | None = getattr(report, "check", None)
        if item is None or (
            report.when != "call" and not (report.when == "setup" and not report.passed)
        ):
            return
        grade = self.grading.grades[item.slug]
        if self.board is None and (results := grade.of(item.check.name)):
            self.listing.check(grade, results, self._file(grade.exercise))
        self._left[item.slug] -= 1
        if self._left[item.slug] == 0:
            self._print_end(item.slug)

    def _print_exercise(self, slug: str) -> None:
        """Print an exercise of which there is nothing but what went wrong."""
        grade = self.grading.grades[slug]
        if self.board is None:
            self.listing.check(grade, grade.results, self._file(grade.exercise))
        self._print_end(slug)

    def _print_end(self, slug: str) -> None:
        grade = self.grading.grades[slug]
        if self.board is not None:
            self.board.row(_row(grade))
        elif grade.checks:  # else there is nothing but the sentence why none is run
            self.listing.end_of(grade)

    def _rows(self) -> list[Row]:
        """Return what is known of all exercises by now."""
        fresh = {slug: _row(grade) for slug, grade in self.grading.grades.items()}
        return list((self._known | fresh).values())

    def _print_what_is_lost(self) -> None:
        if unproved := system_of_trials().unproved:
            text = (
                f"No deadlock can be proved here, because {unproved}: an answer that hangs is a "
                "timeout, seconds later."
            )
            self.ink.line()
            self.ink.paragraph(self.ink.paint(text, "yellow"))
        for reason in {grade.not_run for grade in self.grading.grades.values()} - {""}:
            self.ink.line()
            self.ink.paragraph(self.ink.paint(reason, "yellow"))

    def _print_seed(self) -> None:
        if self._known:
            return  # the board says nothing that another input could show
        if any(grade.first_failure for grade in self.grading.grades.values()):
            text = (
                f"The inputs were drawn with --seed {self.grading.terms.seed}: "
                "add it to see the same again."
            )
            self.ink.line()
            self.ink.line(self.ink.paint(text, "dim"))

    def _file(self, exercise: Exercise) -> str:
        return catalog.shown(self.grading.terms.answers / f"{exercise.slug}.py")

    def _command(self, exercise: Exercise) -> str:
        elsewhere = self.config.getoption("--answers")
        more = "" if elsewhere == catalog.EXERCISES else f" --answers {elsewhere}"
        return f"nox -s grade -- {exercise.number}{more}"


def _row(grade: Grade) -> Row:
    return Row(
        grade.exercise,
        grade.status,
        grade.points,
        grade.verdict,
        unjudged=grade.broken.message if grade.broken else "",
    )


class Replace:
    """A plugin that puts the screen in the place of pytest's own report."""

    def __init__(
        self,
        *,
        board: bool,
        verbose: bool,
        strict: bool,
        supervisor: Supervisor,
        known: Sequence[Row] = (),
    ) -> None:
        """`strict` makes an exercise that was not started count as failed.

        `known` are the rows of the board that have been printed already.
        """
        self.supervisor = supervisor
        self.board = board
        self.known = known
        self.verbose = verbose
        self.strict = strict

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Swap the reporters."""
        config.pluginmanager.unregister(name="terminalreporter")
        screen = Screen(config, board=self.board, known=self.known, verbose=self.verbose)
        config.pluginmanager.register(screen, "terminalreporter")
        Grading.of(config).share(self.supervisor)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Turn exercises that were not started into a failure, if asked to."""
        grades = Grading.of(session.config).grades.values()
        if self.strict and any(grade.untouched for grade in grades):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
