"""What `nox -s grade` prints, in place of pytest's own report."""

import re
import textwrap
from collections import Counter
from typing import Any

import pytest

from examiner import catalog
from examiner.catalog import Exercise
from examiner.facts.verdicts import Verdict
from examiner.judging.results import Grade, Result
from examiner.plugins.grading import CheckFailed, CheckItem, Grading
from examiner.showing.ink import Ink
from examiner.supervisor.client import Supervisor

_SIGNS = {
    "passed": ("✔", "green"),
    "failed": ("✘", "red"),
    "error": ("✘", "red"),
    "not-started": ("○", "dim"),
}
_INDENT = "    "

_PICTURES = 2
"""Pictures drawn for one exercise: more of them tire, and -v draws all."""

_LINES_OF_OWN_FAILURE = 25
"""Of a failure of the examiner's own, the last lines say most."""


# Final for type checkers only: pytest has no other way to replace what it prints.
class Screen(pytest.TerminalReporter):  # type: ignore[misc]
    """Prints a board of all exercises, or every check of those that were named."""

    def __init__(self, config: pytest.Config, *, board: bool, verbose: bool) -> None:
        super().__init__(config)
        self.ink = Ink()
        self.board = board
        self.talkative = verbose
        self._failed: dict[str, list[Result]] = {}
        self._told: Counter[tuple[str, ...]] = Counter()
        self._pictures = 0
        self._current = ""
        self._left: Counter[str] = Counter()
        self._group = ""
        self._wide = 0

    @property
    def grading(self) -> Grading:
        """What is graded."""
        found: Grading | None = self.config.pluginmanager.get_plugin("grading")
        assert found is not None
        return found

    # pytest's own report is left out: all of these print in the base class.

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Print nothing."""
        self._session = session

    def pytest_collection(self) -> None:
        """Print nothing."""

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Print a check file that cannot be collected: the kit itself is broken."""
        if report.failed:
            self.ink.line(str(report.longrepr))

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Print the board's head, and learn how many checks each exercise has."""
        self._left = Counter(item.slug for item in session.items if isinstance(item, CheckItem))
        if self.board:
            self._wide = max(len(g.exercise.title) for g in self.grading.grades.values())
            self.ink.line()
            self.ink.line(f"      {'Exercise':<{self._wide}}  Level     Time     Points")

    def pytest_runtest_logstart(self, nodeid: str, location: Any) -> None:
        """Print nothing."""

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Print nothing."""

    # The base class's is a wrapper of this hook, to print the summary around it: none here.
    def pytest_sessionfinish(  # type: ignore[override]
        self, session: pytest.Session, exitstatus: Any
    ) -> None:
        """Print what is next."""
        if self.board:
            self._print_next()
        elif exitstatus == pytest.ExitCode.INTERRUPTED:
            self.ink.line()
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
        """Keep a failed check's results for the report that follows."""
        if call.excinfo is not None and isinstance(call.excinfo.value, CheckFailed):
            self._failed[item.nodeid] = call.excinfo.value.results
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
        if report.failed and item.nodeid not in self._failed:
            for line in str(report.longrepr).splitlines()[-_LINES_OF_OWN_FAILURE:]:
                self.ink.line(line)
            grade.results.append(_examiner_failed(item))
        elif not self.board and not report.skipped:
            self._print_check(item, grade)
        self._left[item.slug] -= 1
        if self._left[item.slug] == 0:
            self._print_row(grade) if self.board else self._print_sum(grade)

    def _print_check(self, item: CheckItem, grade: Grade) -> None:
        ink = self.ink
        if self._current != item.slug:
            self._current = item.slug
            self._told.clear()
            self._pictures = 0
            exercise = grade.exercise
            ink.heading(f"{exercise.number}  {exercise.title}", self._file(exercise))
        failed = self._failed.get(item.nodeid)
        if failed is None:
            self._print_title("✔", "green", item.check.title)
        elif failed[0].verdict is Verdict.NOT_STARTED:
            self._print_title("–", "dim", f"{item.check.title}: not run")
        else:
            self._print_failure(item, failed)
        if self.talkative:
            self._print_output(item, grade)

    def _print_failure(self, item: CheckItem, failed: list[Result]) -> None:
        ink, first = self.ink, failed[0]
        self._print_title("✘", "red", item.check.title)
        methods = ", ".join(result.method for result in failed)
        under = ink.paint(f", under {methods}", "dim")
        ink.line(f"{_INDENT}{ink.paint(first.headline, 'red')}{under}")
        if self._has_been_told(first) and not self.talkative:
            ink.line(f"{_INDENT}The same as above.")
            return
        for line in first.explanation:
            ink.line(_INDENT + line)
        self._pictures += bool(first.picture)
        if first.picture and (self._pictures <= _PICTURES or self.talkative):
            ink.line()
            for line in first.picture:
                ink.line(_INDENT + line)
        ink.line()

    def _has_been_told(self, result: Result) -> bool:
        """Has this exercise failed in the same way before, if for other inputs?"""
        ours = f"test_{self._current}.py"
        where = [f"{b.role} {b.call} {b.line}" for b in result.blocked if b.file != ours]
        what = str(result.verdict) if where else re.sub(r"\d+(, \d+)*", "#", result.message)
        self._told[what, *where] += 1
        return self._told[what, *where] > 1

    def _print_title(self, sign: str, colour: str, title: str) -> None:
        first, *more = textwrap.wrap(title, self.ink.width - len(_INDENT))
        self.ink.line(f"  {self.ink.paint(sign, colour)} {first}")
        for line in more:
            self.ink.line(_INDENT + line)

    def _print_output(self, item: CheckItem, grade: Grade) -> None:
        for result in grade.results:
            if result.name == item.check.name and result.printed:
                self.ink.line(f"{_INDENT}printed under {result.method}:")
                for line in result.printed.splitlines():
                    self.ink.line(f"{_INDENT}  {line}")

    def _print_sum(self, grade: Grade) -> None:
        ink = self.ink
        colour = "green" if grade.status == "passed" else "red"
        text = f"{grade.passed_checks} of {grade.checks} checks passed, {_points(grade)} points."
        ink.line()
        ink.line(f"  {ink.paint(text, colour)}")

    def _print_row(self, grade: Grade) -> None:
        ink, exercise = self.ink, grade.exercise
        sign, colour = _SIGNS[grade.status]
        first = grade.first_failure
        verdict = str(first.verdict) if first else "not started" if grade.untouched else ""
        row = (
            f"{exercise.title:<{self._wide}}  {exercise.level:<9} {exercise.minutes:>2} min   "
            f"{_points(grade):>5}   {verdict}"
        )
        if self._group != exercise.group:
            self._group = exercise.group
            ink.line(f" {ink.paint(exercise.group, 'bold')}")
        ink.line(f" {exercise.number:>2} {ink.paint(sign, colour)}  {row}")

    def _print_next(self) -> None:
        ink = self.ink
        grades = sorted(self.grading.grades.values(), key=lambda grade: grade.exercise.number)
        following = next((grade for grade in grades if grade.status != "passed"), None)
        points = sum(grade.points for grade in grades)
        ink.line()
        ink.line(f"      {points} of {sum(grade.exercise.points for grade in grades)} points.")
        if following is None:
            ink.line(f"      {ink.paint('Every exercise passes.', 'green')}")
            return
        exercise = following.exercise
        ink.line()
        ink.line(f"Next:  {ink.paint(f'{exercise.number}  {exercise.title}', 'bold')}")
        ink.line(f"  open {self._file(exercise)}")
        elsewhere = self.config.getoption("--answers")
        more = "" if elsewhere == catalog.EXERCISES else f" --answers {elsewhere}"
        ink.line(f"  run  nox -s grade -- {exercise.number}{more}")

    def _print_seed(self) -> None:
        if any(grade.first_failure for grade in self.grading.grades.values()):
            text = (
                f"The inputs were drawn with --seed {self.grading.examination.seed}: "
                "add it to see the same again."
            )
            self.ink.line()
            self.ink.line(self.ink.paint(text, "dim"))

    def _file(self, exercise: Exercise) -> str:
        return catalog.shown(self.grading.examination.answers / f"{exercise.slug}.py")


def _points(grade: Grade) -> str:
    return f"{grade.points}/{grade.exercise.points}"


def _examiner_failed(item: CheckItem) -> Result:
    message = "the examiner itself failed; this is a defect of the kit"
    return Result(item.check.name, item.check.title, Verdict.CRASHED, "", 0.0, message)


class Replace:
    """A plugin that puts the screen in the place of pytest's own report."""

    def __init__(self, *, board: bool, verbose: bool, strict: bool, supervisor: Supervisor) -> None:
        """`strict` makes an exercise that was not started count as failed."""
        self.supervisor = supervisor
        self.board = board
        self.verbose = verbose
        self.strict = strict

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Swap the reporters."""
        config.pluginmanager.unregister(name="terminalreporter")
        screen = Screen(config, board=self.board, verbose=self.verbose)
        config.pluginmanager.register(screen, "terminalreporter")
        grading: Grading | None = config.pluginmanager.get_plugin("grading")
        assert grading is not None
        grading.examination.supervisor = self.supervisor

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Turn exercises that were not started into a failure, if asked to."""
        grading: Grading | None = session.config.pluginmanager.get_plugin("grading")
        assert grading is not None
        if self.strict and any(grade.untouched for grade in grading.grades.values()):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
