"""Examines answers: turns checks into jobs, runs them side by side, judges what comes back."""

import importlib.util
import itertools
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType, TracebackType

from examiner.facts.job import Job, Limits
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding, Verdict
from examiner.judging.judge import judge
from examiner.judging.results import Result
from examiner.spec import EVERY, Check
from examiner.supervisor.client import PORTABLE, Supervisor
from examiner.telling import explain
from examiner.telling.chronicle import chronicle

SHARE_OF_TIMEOUT = 0.2
"""A trial's own deadline, as a share of pytest-timeout's: the rest is for load, and for ending
it."""

WALL_SHARE = 0.7
"""The same for the time that passes in all, however little of it the trial got a CPU."""

DEFAULT_TIMEOUT = 30.0
"""pytest-timeout's seconds, where it is set to nothing."""


class Examination:
    """Examines the answers in one folder; a context manager that leaves nothing running."""

    def __init__(
        self,
        answers: Path,
        seed: int,
        start_method: str | None = None,
        supervisor: Supervisor | None = None,
        pictures: bool = False,
    ) -> None:
        """`start_method` is one of the three, `all`, or None for those that each check names.

        With `pictures` each result keeps its chronicle.
        Several examinations may share a supervisor; the last one to be closed ends it.
        """
        self.answers = answers
        self.seed = seed
        self.start_method = start_method
        self.supervisor = supervisor or Supervisor()
        self.pictures = pictures
        self._jobs: dict[tuple[str, str], list[Job]] = {}
        self._run = f"k{os.getpid():x}{time.monotonic_ns() & 0xFFFFFF:x}"
        self._numbers = itertools.count()

    def __enter__(self) -> "Examination":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def submit(self, slug: str, check: Check, module: ModuleType, timeout: float) -> None:
        """Queue the trials of a check.

        `module` is the check's, `timeout` pytest-timeout's seconds.
        """
        jobs = list(self._jobs_of(slug, check, module, timeout))
        self._jobs[slug, check.name] = jobs
        for job in jobs:
            self.supervisor.submit(job)

    def results(self, slug: str, check: Check) -> list[Result]:
        """Wait for the trials of a check; return their results, one a start method."""
        expect = check.trial(self.seed, slug).expect
        found = []
        for job in self._jobs.pop((slug, check.name)):
            outcome = Outcome(job, self.supervisor.result(job))
            found.append(_result(check, outcome, judge(outcome, expect), self.pictures))
        return found

    def close(self) -> None:
        """End whatever still runs."""
        self.supervisor.close()

    def _jobs_of(
        self, slug: str, check: Check, module: ModuleType, timeout: float
    ) -> Iterator[Job]:
        trial = check.trial(self.seed, slug)
        limits = replace(Limits(), deadline=timeout * SHARE_OF_TIMEOUT, wall=timeout * WALL_SHARE)
        for method in self._methods(check):
            yield Job(
                id=f"{self._run}-{next(self._numbers)}",
                module=slug,
                answers=str(self.answers),
                checks=os.path.dirname(os.path.abspath(str(module.__file__))),
                check_module=module.__name__,
                scene=trial.scene.__name__,
                contract=module.CONTRACT,
                inputs=trial.inputs,
                method=method,
                limits=limits,
                forbids=getattr(module, "FORBIDS", ()),
                may_raise=trial.may_raise,
                may_die=trial.may_die,
                crippled=trial.crippled,
                as_program=trial.as_program,
                portable=bool(os.environ.get(PORTABLE)),
            )

    def _methods(self, check: Check) -> Sequence[str]:
        wish = self.start_method
        wished = EVERY if wish == "all" else (wish,) if wish else check.methods
        here = multiprocessing.get_all_start_methods()
        return [method for method in wished if method in here] or ["spawn"]


def _result(check: Check, outcome: Outcome, finding: Finding, pictures: bool) -> Result:
    failed = finding.verdict is not Verdict.PASSED
    rows = explain.waiting(outcome) if failed else []
    return Result(
        check.name,
        check.title,
        finding.verdict,
        outcome.job.method,
        outcome.duration,
        finding.message,
        blocked=tuple(rows),
        headline=explain.headline(outcome, finding),
        explanation=tuple(explain.explain(outcome, finding, rows)) if failed else (),
        picture=tuple(explain.picture(outcome, finding, rows)) if failed else (),
        printed=explain.printed(outcome),
        unusable=bool(outcome.of("unusable")),
        chronicle=chronicle(outcome, rows) if pictures else None,
    )


def load_checks(path: Path) -> tuple[ModuleType, list[Check]]:
    """Return a check file's module and its checks in order, without pytest."""
    known = sys.modules.get(path.stem)
    if known is None:
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None
        assert spec.loader is not None
        known = sys.modules[path.stem] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(known)
    return known, [value for value in vars(known).values() if isinstance(value, Check)]
