"""Examines answers: turns checks into jobs, runs them side by side, judges what comes back."""

import contextlib
import importlib.util
import itertools
import multiprocessing
import os
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType, TracebackType

from examiner.facts.environment import PORTABLE
from examiner.facts.job import Job, Limits
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Blocked, Finding, Verdict
from examiner.facts.worlds import PLAIN, World
from examiner.judging import schedules, worlds
from examiner.judging.judge import examiner_error, judge
from examiner.judging.results import Result
from examiner.spec import EVERY, Check, Expectation
from examiner.supervisor.client import Supervisor
from examiner.telling import explain
from examiner.telling.chronicle import chronicle

SHARE_OF_TIMEOUT = 0.1
"""A trial's own deadline, as a share of pytest-timeout's: the rest is for load, and for ending
it."""

WALL_SHARE = 0.5
"""The same for the time that passes in all, however little of it the trial got a CPU."""

GRACE_SHARE = 0.25
"""The same for ending the trial and reporting it, on a machine that hardly gets on."""

SHRUNK = 2
"""Failing schedules of an exercise that are made short: it takes seconds."""

DEFAULT_TIMEOUT = 60.0
"""pytest-timeout's seconds, where it is set to nothing."""


AHEAD = 2
"""So many checks before their turn it is looked whether they can be tried under control."""


@dataclass
class _UnderWay:
    """A check whose trials have been submitted."""

    slug: str
    check: Check
    jobs: list[Job]
    """One a start method."""
    worlds: list[Job]
    """The first of these in other worlds."""
    controlled: list[Job]
    """The first of these under each schedule."""
    has_passed: bool = False
    """Has it, so that these two have been submitted?"""
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    """Trial → what came of it."""
    expected: dict[World, Sequence[Expectation]] = field(default_factory=dict)
    """What must hold in a world: to draw it may take as long as a trial."""


class Examination:
    """Examines the answers in one folder; a context manager that leaves nothing running."""

    def __init__(
        self,
        answers: Path,
        seed: int,
        start_method: str | None = None,
        supervisor: Supervisor | None = None,
        pictures: bool = False,
        schedules: int = 0,
        worlds: int = 0,
    ) -> None:
        """`start_method` is one of the three, `all`, or None for those that each check names.

        With `pictures` each result keeps its chronicle. With `schedules` a check that passes is
        tried under that many controlled schedules too, with the first of its start methods; with
        `worlds` in that many other worlds. Several examinations may share a supervisor: who gives
        one ends it.
        """
        self.answers = answers
        self.seed = seed
        self.start_method = start_method
        self._owns_supervisor = supervisor is None
        self.supervisor = supervisor or Supervisor()
        self.pictures = pictures
        self.schedules = schedules
        self.told: Collection[str] = ()
        """Exercises in which a mistake may be named before the learner has named it."""
        self.worlds = worlds
        self._drawn: dict[str, dict[str, list[World]]] = {}
        """Exercise → check → the other worlds that it is tried in."""
        self._revealing: dict[str, _UnderWay] = {}
        """Exercise → its check that asks for the name of the mistake."""
        self._under_way: dict[tuple[str, str], _UnderWay] = {}
        self._shrunk: Counter[str] = Counter()
        self._unsubmitted: dict[tuple[str, str], Finding] = {}
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
        try:
            jobs = list(self.jobs(slug, check, module, timeout))
            for job in jobs:
                self.supervisor.submit(job)
            early = getattr(module, "CLOCK", "early") == "early"
            seed = f"{self.seed} {slug} {check.name}"
            count = 0 if check.volume else self.schedules
            controlled = list(schedules.jobs(jobs[0], count, seed, early=early))
            if slug not in self._drawn:
                self._drawn[slug] = worlds.drawn(module, self.seed, slug, self.worlds)
            elsewhere = [
                self._job(slug, check, module, timeout, jobs[0].method, world)
                for world in self._drawn[slug].get(check.name, [])
            ]
            under_way = _UnderWay(slug, check, jobs, elsewhere, controlled)
            self._under_way[slug, check.name] = under_way
            if check.reveals:
                self._revealing[slug] = under_way
        except Exception:  # noqa: BLE001 - it is told where the results are wanted
            failure = examiner_error("the trials could not be started", traceback.format_exc())
            self._unsubmitted[slug, check.name] = failure

    def results(self, slug: str, check: Check) -> list[Result]:
        """Wait for the trials of a check; return their results, one a start method."""
        failure = self._unsubmitted.pop((slug, check.name), None)
        if failure is not None:
            return [broken(check, failure)]
        under_way = self._under_way.pop((slug, check.name))
        self._try_further(under_way)
        for later in itertools.islice(self._under_way.values(), AHEAD):
            if self.supervisor.has_report(later.jobs[0]):
                self._try_further(later)
        return [self._result(slug, under_way, job) for job in under_way.jobs]

    def _try_further(self, under_way: _UnderWay) -> None:
        """Submit a check's other trials if its first plain one passes; wait for that."""
        with contextlib.suppress(Exception):  # it is told with its result
            _, finding = self._judged(under_way.jobs[0], under_way)
            if finding.verdict is Verdict.PASSED and not under_way.has_passed:
                under_way.has_passed = True
                for job in [*under_way.worlds, *under_way.controlled]:
                    self.supervisor.submit(job)

    def _result(self, slug: str, under_way: _UnderWay, job: Job) -> Result:
        check = under_way.check
        try:
            outcome, finding = self._judged(job, under_way)
            told = self._told(slug, check, outcome, finding)
            if finding.verdict is not Verdict.PASSED or job is not under_way.jobs[0]:
                return told
            return self._elsewhere(under_way) or self._under_schedules(under_way, told)
        except Exception:  # noqa: BLE001 - whatever it is, it must not be told as the learner's
            failure = examiner_error("the trial was not judged", traceback.format_exc())
            return broken(check, failure, job.method)

    def _elsewhere(self, under_way: _UnderWay) -> Result | None:
        """Return the result of a check in the first other world in which it fails."""
        for job in under_way.worlds:
            outcome, finding = self._judged(job, under_way)
            if finding.verdict is Verdict.PASSED:
                continue
            for world in () if finding.is_ours else job.world.simpler():
                trial = under_way.check.trial(self.seed, under_way.slug, world)
                number = next(self._numbers)
                simpler = replace(job, id=f"{self._run}-{number}", world=world, inputs=trial.inputs)
                alike = self._judged(self._submitted(simpler), under_way)
                if alike[1].verdict is not Verdict.PASSED and not alike[1].is_ours:
                    outcome, finding = alike
                    break
            result = self._told(under_way.slug, under_way.check, outcome, finding)
            return result.in_world(outcome.job.world.phrase)
        return None

    def _under_schedules(self, under_way: _UnderWay, told: Result) -> Result:
        """Return the result of a check that has passed: of it, or of a schedule that it fails."""
        if not under_way.controlled:
            return told
        outcomes = [self._judged(each, under_way) for each in under_way.controlled]

        def run(job: Job) -> schedules.Judged:
            return self._judged(self._submitted(job), under_way)

        slug = under_way.slug
        tried = schedules.tried(outcomes, run if self._shrunk[slug] < SHRUNK else None)
        if tried.shown is None:
            return replace(told, schedules=tried.plain)
        self._shrunk[slug] += 1
        result = self._told(slug, under_way.check, *tried.shown)
        headline = f"{result.headline}, in {tried.failed} of {tried.number} schedules"
        return replace(result, headline=headline, schedules=tried.plain)

    def _submitted(self, job: Job) -> Job:
        self.supervisor.submit(job)
        return job

    def _judged(self, job: Job, under_way: _UnderWay) -> schedules.Judged:
        if job.id not in under_way.outcomes:
            under_way.outcomes[job.id] = Outcome(job, self.supervisor.result(job))
        outcome = under_way.outcomes[job.id]
        if job.world not in under_way.expected:
            trial = under_way.check.trial(self.seed, under_way.slug, job.world)
            under_way.expected[job.world] = trial.expect
        return outcome, judge(outcome, under_way.expected[job.world])

    def _told(self, slug: str, check: Check, outcome: Outcome, finding: Finding) -> Result:
        rows = explain.waiting(outcome) if finding.verdict is not Verdict.PASSED else []
        if finding.verdict is Verdict.DEADLOCK and self._is_to_be_found_out(slug):
            finding = Finding(finding.verdict, explain.WITHOUT_A_NAME)
            rows = [replace(row, why="") for row in rows]
        return _told(check, outcome, finding, rows, self.pictures)

    def _is_to_be_found_out(self, slug: str) -> bool:
        """Is the learner asked for the name of the mistake, and has not given it yet?"""
        revealing = self._revealing.get(slug)
        return (
            revealing is not None
            and slug not in self.told
            and self._judged(revealing.jobs[0], revealing)[1].verdict is not Verdict.PASSED
        )

    def close(self) -> None:
        """End whatever still runs, unless the supervisor is somebody else's."""
        if self._owns_supervisor:
            self.supervisor.close()

    def jobs(self, slug: str, check: Check, module: ModuleType, timeout: float) -> Iterator[Job]:
        """Yield the trials of a check, one a start method."""
        for method in self._methods(check):
            yield self._job(slug, check, module, timeout, method)

    def _job(
        self,
        slug: str,
        check: Check,
        module: ModuleType,
        timeout: float,
        method: str,
        world: World = PLAIN,
    ) -> Job:
        trial = check.trial(self.seed, slug, world)
        return Job(
            id=f"{self._run}-{next(self._numbers)}",
            module=slug,
            answers=str(self.answers),
            checks=os.path.dirname(os.path.abspath(str(module.__file__))),
            check_module=module.__name__,
            scene=trial.scene.__name__,
            contract=module.CONTRACT,
            inputs=trial.inputs,
            method=method,
            limits=Limits(
                deadline=timeout * SHARE_OF_TIMEOUT,
                wall=timeout * WALL_SHARE,
                grace=timeout * GRACE_SHARE,
            ),
            forbids=getattr(module, "FORBIDS", ()),
            may_raise=trial.may_raise,
            may_die=trial.may_die,
            crippled=trial.crippled,
            as_program=trial.as_program,
            world=world,
            portable=bool(os.environ.get(PORTABLE)),
        )

    def _methods(self, check: Check) -> Sequence[str]:
        wish = self.start_method
        wished = EVERY if wish == "all" else (wish,) if wish else check.methods
        here = multiprocessing.get_all_start_methods()
        return [method for method in wished if method in here] or ["spawn"]


def broken(check: Check, finding: Finding, method: str = "") -> Result:
    """Return the result of a check that could not be judged."""
    return Result(
        check.name, check.title, finding.verdict, method, 0.0, finding.message,
        headline=str(finding.verdict), trace=finding.trace,
    )  # fmt: skip


def _told(
    check: Check, outcome: Outcome, finding: Finding, rows: list[Blocked], pictures: bool
) -> Result:
    if finding.is_ours:
        return broken(check, finding, outcome.job.method)
    failed = finding.verdict is not Verdict.PASSED
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


_loading = threading.Lock()
"""Held while a check file is loaded: another thread must not see half of it."""


def load_checks(path: Path) -> tuple[ModuleType, list[Check]]:
    """Return a check file's module and its checks in order, without pytest."""
    with _loading:
        known = sys.modules.get(path.stem)
        if known is None:
            spec = importlib.util.spec_from_file_location(path.stem, path)
            assert spec is not None
            assert spec.loader is not None
            known = sys.modules[path.stem] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(known)
    return known, [value for value in vars(known).values() if isinstance(value, Check)]
