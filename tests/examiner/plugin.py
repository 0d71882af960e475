"""The pytest plugin: collects checks, runs their trials side by side, reports verdicts."""

import os
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from examiner import catalog, explain
from examiner.judging import judge
from examiner.outcome import Outcome
from examiner.scorecard import Grade, Result, write_json
from examiner.spec import EVERY, Check
from examiner.supervisor.client import Supervisor
from examiner.supervisor.job import Job, Limits
from examiner.verdicts import Verdict

SHARE_OF_TIMEOUT = 0.2
"""A trial's own deadline, as a share of pytest-timeout's: the rest is for load, and for ending it."""

WALL_SHARE = 0.7
"""The same for the time that passes in all, however little of it the trial got a CPU."""

DEFAULT_TIMEOUT = 30.0
"""Seconds, where pytest-timeout is set to nothing."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of grading."""
    group = parser.getgroup("ipc-kata", "ipc-kata: grading answers")
    group.addoption("--answers", type=Path, metavar="DIR", help="grade the files of another folder")
    group.addoption("--start-method", choices=[*EVERY, "all"], help="try every check under this start method")
    group.addoption("--seed", type=int, help="reproduce the random inputs of an earlier run")
    group.addoption("--json", type=Path, metavar="FILE", help="write the results as JSON")
    group.addoption("--untouched", choices=["skip", "run"], help="run starters that nobody has touched yet, or skip them")


def pytest_configure(config: pytest.Config) -> None:
    """Set up the examination, once a run."""
    config.pluginmanager.register(Examination(config), "examination")


def pytest_pycollect_makeitem(collector: pytest.Collector, name: str, obj: object) -> "CheckItem | None":
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
    def examination(self) -> "Examination":
        """The run's examination."""
        found: Examination = self.config.pluginmanager.get_plugin("examination")
        return found

    @property
    def slug(self) -> str:
        """The exercise that the check belongs to."""
        return self.path.stem.removeprefix("test_")

    def runtest(self) -> None:
        """Wait for the check's trials and judge them."""
        results = self.examination.examine(self)
        if failed := [result for result in results if result.verdict is not Verdict.PASSED]:
            raise CheckFailed(failed)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Explain a failed check; an examiner's own failure is shown as any other."""
        if isinstance(excinfo.value, CheckFailed):
            return "\n".join(self.examination.tell(self, excinfo.value.results))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the check stands, and its sentence."""
        line = self.check.function.__code__.co_firstlineno - 1
        return self.path, line, f"{self.slug}: {self.check.title}"


class Examination:
    """What one run of pytest examines."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        seed = config.getoption("--seed")
        self.seed: int = random.randrange(100_000) if seed is None else seed
        given: Path | None = config.getoption("--answers")
        self.answers = (given or catalog.EXERCISES).absolute()
        self.grades: dict[str, Grade] = {}
        self.run = f"k{os.getpid():x}{time.monotonic_ns() & 0xFFFFFF:x}"
        self._exercises = {exercise.slug: exercise for exercise in catalog.load()}
        self._jobs: dict[CheckItem, list[Job]] = {}
        self._supervisor = Supervisor()

    def pytest_report_header(self) -> str:
        """Name the seed: it reproduces every input."""
        return f"ipc-kata: answers in {self.answers}, seed {self.seed}"

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Skip the checks of starters that nobody has touched, unless they were asked for."""
        for item in items:
            if isinstance(item, CheckItem):
                grade = self._grade(item)
                grade.checks += 1
                if grade.untouched:
                    item.add_marker(pytest.mark.skip(reason=f"not started: {item.slug}.py is the starter"))

    def _grade(self, item: CheckItem) -> Grade:
        exercise = self._exercises[item.slug]
        if item.slug not in self.grades:
            untouched = exercise.is_untouched(self.answers) and not self._is_asked_for()
            self.grades[item.slug] = Grade(exercise, checks=0, untouched=untouched)
        return self.grades[item.slug]

    def _is_asked_for(self) -> bool:
        wish = self.config.getoption("--untouched")
        if wish is not None:
            return bool(wish == "run")
        named = [argument for argument in self.config.args if ".py" in argument]
        return bool(named or self.config.getoption("keyword", ""))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Iterator[None]:
        """Submit all trials at once, so that they run side by side; end what is left afterwards."""
        if session.config.option.collectonly:
            return (yield)
        try:
            for item in session.items:
                if isinstance(item, CheckItem) and not self._grade(item).untouched:
                    self._jobs[item] = list(self._jobs_of(item))
            for jobs in self._jobs.values():
                for job in jobs:
                    self._supervisor.submit(job)
            return (yield)
        finally:
            self._supervisor.close()

    def _jobs_of(self, item: CheckItem) -> Iterator[Job]:
        trial = item.check.trial(self.seed, item.slug)
        module = item.getparent(pytest.Module).obj  # type: ignore[union-attr]
        for method in self._methods(item.check):
            yield Job(
                id=f"{self.run}-{len(self._jobs)}-{method}",
                module=item.slug,
                answers=str(self.answers),
                checks=str(item.path.parent),
                check_module=item.path.stem,
                scene=trial.scene.__name__,
                contract=module.CONTRACT,
                inputs=trial.inputs,
                method=method,
                limits=_with_deadline(Limits(), _timeout(item)),
                forbids=getattr(module, "FORBIDS", ()),
                may_raise=trial.may_raise,
                portable=bool(os.environ.get("IPC_KATA_PORTABLE")),
            )

    def _methods(self, check: Check) -> tuple[str, ...]:
        import multiprocessing

        wish = self.config.getoption("--start-method")
        wished = EVERY if wish == "all" else (wish,) if wish else check.methods
        here = multiprocessing.get_all_start_methods()
        return tuple(method for method in wished if method in here) or ("spawn",)

    def examine(self, item: CheckItem) -> list[Result]:
        """Return the results of a check, one a start method."""
        grade = self.grades[item.slug]
        begun = time.monotonic()
        trial = item.check.trial(self.seed, item.slug)
        results = []
        for job in self._jobs[item]:
            outcome = Outcome(job, self._supervisor.result(job))
            results.append(self._result(item, outcome, trial.expect, grade))
        grade.results += results
        grade.seconds += time.monotonic() - begun
        return results

    def _result(self, item: CheckItem, outcome: Outcome, expect: Any, grade: Grade) -> Result:
        check, method = item.check, outcome.job.method
        if grade.unusable:
            message = "not run: the file cannot be used"
            return Result(check.name, check.title, Verdict.NOT_STARTED, method, 0.0, message)
        finding = judge(outcome, expect)
        grade.unusable = bool(outcome.of("unusable"))
        rows = explain.waiting(outcome) if finding.verdict is not Verdict.PASSED else []
        lines = explain.explain(outcome, finding, rows) if finding.verdict is not Verdict.PASSED else []
        return Result(
            check.name,
            check.title,
            finding.verdict,
            method,
            outcome.duration,
            finding.message,
            tuple(rows),
            (explain.headline(outcome, finding), *lines),
            explain.printed(outcome),
        )

    def tell(self, item: CheckItem, failed: list[Result]) -> list[str]:
        """Return the explanation of a failed check."""
        first = failed[0]
        methods = ", ".join(result.method for result in failed)
        if first.verdict is Verdict.NOT_STARTED:
            return [first.message]
        head, *lines = first.explanation
        reproduce = f"inputs: --seed {self.seed}"
        return [f"{item.check.title}: {head} (start method: {methods})", "", *lines, "", reproduce]

    def pytest_sessionfinish(self) -> None:
        """Write the results, also when the run was cut short."""
        path: Path | None = self.config.getoption("--json")
        if path is not None:
            write_json(path.absolute(), self.seed, list(self.grades.values()))

    def pytest_unconfigure(self) -> None:
        """End whatever may still run."""
        self._supervisor.close()


def _timeout(item: pytest.Item) -> float:
    """Return pytest-timeout's setting for a check: marker, option, environment or ini file."""
    marker = item.get_closest_marker("timeout")
    candidates = [
        *(marker.args if marker else ()),
        item.config.getoption("timeout", None),
        os.environ.get("PYTEST_TIMEOUT"),
        item.config.getini("timeout"),
    ]
    return next((float(value) for value in candidates if value not in (None, "")), 0.0) or DEFAULT_TIMEOUT


def _with_deadline(limits: Limits, timeout: float) -> Limits:
    return replace(limits, deadline=timeout * SHARE_OF_TIMEOUT, wall=timeout * WALL_SHARE)
