"""The pytest plugin: collects checks, runs their trials side by side, reports verdicts."""

import os
import random
import sys
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import NoneType
from typing import Any

import pytest

from examiner import catalog, usage
from examiner.facts import reports
from examiner.facts.verdicts import Verdict
from examiner.judging import worlds
from examiner.judging.examination import DEFAULT_TIMEOUT, Examination, broken, not_run
from examiner.judging.judge import examiner_error
from examiner.judging.results import Grade, Result, as_json
from examiner.judging.schedules import DEFAULT
from examiner.judging.trials import Terms
from examiner.showing import fault
from examiner.spec import EVERY, Check
from examiner.supervisor.client import Supervisor
from examiner.supervisor.here import system_of_trials


def _has_timeouts(pluginmanager: pytest.PytestPluginManager) -> bool:
    """Is pytest-timeout there, found by pytest itself or named with -p?"""
    return any(map(pluginmanager.has_plugin, ("timeout", "pytest_timeout")))


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Add the options of grading."""
    if not _has_timeouts(pluginmanager):  # what it lacks is said by us, and not by pytest
        parser.addini("timeout", "of pytest-timeout, which is missing")
    group = parser.getgroup("ipc-kata", "ipc-kata: grading answers")
    group.addoption("--answers", type=Path, metavar="DIR", help="grade the files of another folder")
    group.addoption(
        "--start-method", choices=[*EVERY, "all"], help="try every check under this start method"
    )
    group.addoption("--seed", type=int, help="reproduce the random inputs of an earlier run")
    group.addoption(
        "--schedules",
        type=int,
        default=DEFAULT if system_of_trials().controls else 0,
        metavar="N",
        help="try each check under that many controlled schedules",
    )
    group.addoption(
        "--worlds",
        type=int,
        default=worlds.DEFAULT,
        metavar="N",
        help="try each check in that many other worlds",
    )
    group.addoption("--json", type=Path, metavar="FILE", help="write the results as JSON")
    # Plain --html is pytest-html's, if that is installed.
    group.addoption(
        "--kata-html", type=Path, metavar="FILE", help="write the results as a page with pictures"
    )
    group.addoption(
        "--untouched",
        choices=["skip", "run"],
        help="run starters that nobody has touched yet, or skip them",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Set up the grading, once a run."""
    if not _has_timeouts(config.pluginmanager):
        raise pytest.UsageError(
            "pytest-timeout is needed, and is not installed here or was switched off (by "
            "-p no:timeout or PYTEST_DISABLE_PLUGIN_AUTOLOAD)"
        )
    if sys.flags.optimize > 1:
        raise pytest.UsageError(
            "PYTHONOPTIMIZE=2 or -OO takes the sentences of the checks away: do without it"
        )
    for option, kind in (("--json", reports.Kind.JSON), ("--kata-html", reports.Kind.HTML)):
        _claim(config.getoption(option), kind)
    config.pluginmanager.register(Grading(config), "grading")


def _claim(path: Path | None, kind: reports.Kind) -> None:
    """Say before the grade if a report may not be written, unless our own command has asked."""
    if path is None or reports.is_claimed(path):
        return
    if path == reports.STDOUT:
        raise pytest.UsageError(f"{path}: only nox -s grade writes a report to standard output")
    try:
        reports.claim(path, kind, [catalog.EXERCISES])
    except reports.Refused as refused:
        raise pytest.UsageError(str(refused)) from None


def pytest_pycollect_makeitem(
    collector: pytest.Collector, name: str, obj: object
) -> "CheckItem | None":
    """Collect checks."""
    if not isinstance(obj, Check):
        return None
    return CheckItem.from_parent(collector, name=name, check=obj)


class CheckFailed(Exception):
    """A check's answer did not pass."""

    def __init__(self, results: list[Result]) -> None:
        super().__init__(results[0].message)
        self.results = results


class CheckItem(pytest.Item):
    """One check, under all its start methods."""

    def __init__(self, *, check: Check, **rest: Any) -> None:
        super().__init__(**rest)
        self.check = check
        if check.timeout is not None:
            self.add_marker(pytest.mark.timeout(check.timeout))

    @property
    def slug(self) -> str:
        """The exercise that the check belongs to."""
        return _slug(self.path)

    @property
    def not_run(self) -> str:
        """Why it is not run on this machine, `""` if it is."""
        return not_run(self.check, Grading.of(self.config).exercises[self.slug])

    def runtest(self) -> None:
        """Wait for the check's trials and judge them."""
        results = Grading.of(self.config).examine(self)
        if failed := [result for result in results if result.verdict is not Verdict.PASSED]:
            raise CheckFailed(failed)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Explain a failed check."""
        if isinstance(excinfo.value, CheckFailed):
            return _explained(excinfo.value.results, Grading.of(self.config).terms.seed)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the check stands, and its sentence."""
        line = self.check.function.__code__.co_firstlineno - 1
        return self.path, line, f"{self.slug}: {self.check.title}"


class Grading:
    """Grades the answers in one run of pytest."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        seed = config.getoption("--seed")
        given: Path | None = config.getoption("--answers")
        self.terms = Terms(
            answers=(given or catalog.EXERCISES).absolute(),
            seed=random.randrange(100_000) if seed is None else seed,
            start_method=config.getoption("--start-method"),
            pictures=config.getoption("--kata-html") is not None,
            schedules=config.getoption("--schedules"),
            worlds=config.getoption("--worlds"),
        )
        self.examination = Examination(self.terms)
        self.grades: dict[str, Grade] = {}
        self.uncollected: list[str] = []
        """Exercises whose checks cannot be loaded: the kit itself is broken."""
        self.exercises = {exercise.slug: exercise for exercise in catalog.load()}
        self._interrupted = False

    @classmethod
    def of(cls, config: pytest.Config) -> "Grading":
        """Return the grading of a run."""
        found: Grading | None = config.pluginmanager.get_plugin("grading")
        assert found is not None
        return found

    def share(self, supervisor: Supervisor) -> None:
        """Run the trials with a supervisor that somebody else has started, and will end."""
        self.examination = Examination(self.terms, supervisor)

    def pytest_report_header(self) -> str:
        """Name the seed: it reproduces every input."""
        return f"ipc-kata: answers in {self.terms.answers}, seed {self.terms.seed}"

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Take note of checks that cannot be loaded."""
        slug = _slug(Path(report.nodeid))
        if report.failed and slug in self.exercises:
            failure = examiner_error("its checks could not be loaded", str(report.longrepr))
            result = Result(
                "", "The checks", failure.verdict, "", 0.0, failure.message,
                headline=str(failure.verdict), trace=failure.trace,
            )  # fmt: skip
            self.grades[slug] = Grade(self.exercises[slug], checks=[""], results=[result])
            self.uncollected.append(slug)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Skip what cannot be run here, and starters that nobody has touched or asked for."""
        for item in items:
            if isinstance(item, CheckItem):
                grade = self._grade(item)
                if item.not_run:
                    grade.not_run = item.not_run
                    item.add_marker(pytest.mark.skip(reason=item.not_run))
                    continue
                grade.checks.append(item.check.name)
                if item.check.step:
                    grade.step_of[item.check.name] = item.check.step
                if grade.untouched:
                    reason = f"not started: {item.slug}.py is the starter"
                    item.add_marker(pytest.mark.skip(reason=reason))

    def _grade(self, item: CheckItem) -> Grade:
        exercise = self.exercises[item.slug]
        if item.slug not in self.grades:
            source = self.examination.answer(item.slug).source
            is_starter = source is not None and exercise.is_starter(source)
            untouched = is_starter and not self._asked_for()
            self.grades[item.slug] = Grade(exercise, checks=[], untouched=untouched)
        return self.grades[item.slug]

    def _asked_for(self) -> bool:
        wish = self.config.getoption("--untouched")
        if wish is not None:
            return bool(wish == "run")
        named = [argument for argument in self.config.args if ".py" in argument]
        return bool(named or self.config.getoption("keyword", ""))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Iterator[None]:
        """Submit all trials at once, so that they run side by side; end what is left afterwards."""
        try:
            for item in session.items if not session.config.option.collectonly else ():
                if isinstance(item, CheckItem) and self._is_tried(item):
                    self._submit(item)
            return (yield)
        finally:
            self.examination.close()

    def _is_tried(self, item: CheckItem) -> bool:
        return not (item.not_run or self._grade(item).untouched)

    def _submit(self, item: CheckItem) -> None:
        """Queue the trials of a check, and let pytest-timeout's alarm wait for all of them.

        Each of them ends by itself in the seconds that are set. The alarm is for faults of ours: a
        busy machine, or many schedules, must not set it off.
        """
        module = item.getparent(pytest.Module).obj  # type: ignore[union-attr]
        seconds = _timeout(item)
        trials = self.examination.submit(item.slug, item.check, module, seconds or DEFAULT_TIMEOUT)
        if seconds:
            item.add_marker(pytest.mark.timeout(seconds * trials), append=False)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
        """Take note of what is no verdict: pytest-timeout's alarm, or a failure of ours."""
        report = yield
        raised = call.excinfo.value if call.excinfo and not report.skipped else None
        verdicts = (NoneType, CheckFailed, KeyboardInterrupt)
        if isinstance(item, CheckItem) and not isinstance(raised, verdicts):
            trace = "".join(traceback.format_exception(raised))
            failure = examiner_error("the check could not be judged", trace)
            self.grades[item.slug].results.append(broken(item.check, failure))
        return report

    def examine(self, item: CheckItem) -> list[Result]:
        """Return the results of a check, one a start method."""
        grade = self.grades[item.slug]
        begun = time.monotonic()
        results = self.examination.results(item.slug, item.check)
        if grade.unusable:
            results = [_not_run(result) for result in results]
        grade.results += results
        grade.seconds += time.monotonic() - begun
        return results

    def pytest_keyboard_interrupt(self) -> None:
        """Take note of Ctrl-C: the exit code says that, whatever else there was."""
        self._interrupted = True

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the results, also when the run was cut short."""
        if any(grade.broken for grade in self.grades.values()) and not self._interrupted:
            session.exitstatus = usage.EXAMINER_ERROR
        if self._write_reports():
            session.exitstatus = usage.EXAMINER_ERROR

    def _write_reports(self) -> int:
        """Return the exit code that says whether a report could not be written."""
        grades, option = list(self.grades.values()), self.config.getoption
        failed = usage.write_report(option("--json"), lambda: as_json(self.terms.seed, grades))

        def page() -> str:
            from examiner.showing.page.board import as_html  # late: few runs ask for it

            return as_html(self.terms.seed, grades)

        return failed | usage.write_report(option("--kata-html"), page)

    def changed(self) -> list[str]:
        """Return a sentence for each answer that has changed since it was taken."""
        graded = [grade.exercise.slug for grade in self.grades.values() if grade.results]
        return [
            f"{slug}.py has been saved since the grade began: this is said of what it held then."
            for slug in graded
            if self.examination.answer(slug).has_changed()
        ]

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say so where pytest prints its own report."""
        for sentence in self.changed():
            terminalreporter.line(sentence, yellow=True)

    def pytest_unconfigure(self) -> None:
        """End whatever may still run."""
        self.examination.close()


def _not_run(result: Result) -> Result:
    message = "not run: the file cannot be used"
    return Result(result.name, result.title, Verdict.NOT_STARTED, result.method, 0.0, message)


def _explained(failed: list[Result], seed: int) -> str:
    first = failed[0]
    if first.verdict is Verdict.NOT_STARTED:
        return first.message
    if first.broken:
        more = list(fault.lines(first.trace))
        return "\n".join([f"{first.headline}: {first.message}", *(["", *more] if more else [])])
    methods = ", ".join(result.method for result in failed)
    head = f"{first.headline}, under {methods}"
    return "\n".join(
        [head, "", *first.explanation, "", *first.picture, "", f"inputs: --seed {seed}"]
    )


def _slug(path: Path) -> str:
    return path.stem.removeprefix("test_")


def _timeout(item: pytest.Item) -> float:
    """Return pytest-timeout's setting for a check: marker, option, environment or ini file.

    It is 0 if there is to be no alarm.
    """
    marker = item.get_closest_marker("timeout")
    candidates = [
        *(marker.args if marker else ()),
        item.config.getoption("timeout", None),
        os.environ.get("PYTEST_TIMEOUT"),
        item.config.getini("timeout"),
    ]
    found = next((float(value) for value in candidates if value not in (None, "")), 0.0)
    return max(found, 0.0)  # as pytest-timeout takes it: none
