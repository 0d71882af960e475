"""Examines answers: turns checks into trials, and what comes of these into results."""

import importlib.util
import itertools
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from types import ModuleType, TracebackType

from examiner.brokers.needs import lacking
from examiner.catalog import Exercise
from examiner.facts.job import Job
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Blocked, Finding, Verdict
from examiner.facts.worlds import World
from examiner.judging import worlds
from examiner.judging.answers import Answer
from examiner.judging.judge import examiner_error
from examiner.judging.results import Result
from examiner.judging.trials import Terms, Trials
from examiner.spec import Check
from examiner.supervisor.client import Supervisor
from examiner.supervisor.here import lacking_signals
from examiner.supervisor.shortages import Shortage
from examiner.telling import explain
from examiner.telling.chronicle import chronicle

SHRUNK = 2
"""Failing schedules of an exercise that are made short: it takes seconds."""

DEFAULT_TIMEOUT = 60.0
"""pytest-timeout's seconds, where it is set to nothing."""


class Examination:
    """Examines the answers in one folder; a context manager that leaves nothing running."""

    def __init__(self, terms: Terms, supervisor: Supervisor | None = None) -> None:
        """Several examinations may share a supervisor: who gives one ends it."""
        self.terms = terms
        self._owns_supervisor = supervisor is None
        self.supervisor = supervisor or Supervisor()
        self.told: Collection[str] = ()
        """Exercises in which a mistake may be named before the learner has named it."""
        self._answers: dict[str, Answer] = {}
        self._drawn: dict[str, dict[str, list[World]]] = {}
        """Exercise → check → the other worlds that it is tried in."""
        self._revealing: dict[str, Trials] = {}
        """Exercise → those of its check that asks for the name of the mistake."""
        self._under_way: dict[tuple[str, str], Trials] = {}
        self._turns = itertools.count()
        self._first_turns: dict[str, int] = {}
        """Exercise → the turn of its first check."""
        self._shrunk: Counter[str] = Counter()
        self._unsubmitted: dict[tuple[str, str], Finding] = {}

    def __enter__(self) -> "Examination":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def answer(self, slug: str) -> Answer:
        """Return the answer to an exercise as it was when it was first asked for."""
        if slug not in self._answers:
            self._answers[slug] = Answer.taken(self.terms.answers / f"{slug}.py")
        return self._answers[slug]

    def trials(self, slug: str, check: Check, module: ModuleType, timeout: float) -> Trials:
        """Return the trials of a check.

        `module` is the check's, `timeout` pytest-timeout's seconds.
        """
        terms = self.terms
        if slug not in self._drawn:
            self._drawn[slug] = worlds.drawn(module, terms.seed, slug, terms.worlds)
        others = self._drawn[slug].get(check.name, [])
        turn = next(self._turns)
        first = self._first_turns.setdefault(slug, turn)
        if check.volume or check.waits:
            turn = first  # it takes longest: others go beside it
        return Trials(
            slug, self.answer(slug), check, module, timeout, terms, self.supervisor, others, turn,
            self._go_further,
        )  # fmt: skip

    def submit(self, slug: str, check: Check, module: ModuleType, timeout: float) -> int:
        """Queue the trials of a check; return how many there may be."""
        try:
            trials = self.trials(slug, check, module, timeout)
            trials.submit()
            self._under_way[slug, check.name] = trials
            if check.reveals:
                self._revealing[slug] = trials
            return trials.most
        except Shortage as shortage:
            failure = Finding(Verdict.EXAMINER_ERROR, str(shortage))
            self._unsubmitted[slug, check.name] = failure
        except Exception:  # noqa: BLE001 - it is told where the results are wanted
            failure = examiner_error("the trials could not be started", traceback.format_exc())
            self._unsubmitted[slug, check.name] = failure
        return 1

    def results(self, slug: str, check: Check) -> list[Result]:
        """Wait for the trials of a check; return their results, one a start method."""
        failure = self._unsubmitted.pop((slug, check.name), None)
        if failure is not None:
            return [broken(check, failure)]
        trials = self._under_way.pop((slug, check.name))
        trials.go_further()
        return [self._result(trials, job) for job in trials.plain]

    def _go_further(self) -> None:
        """Let all whose first trial has been reported go further."""
        for trials in list(self._under_way.values()):
            if trials.has_begun_to_tell():
                trials.go_further()

    def _result(self, trials: Trials, job: Job) -> Result:
        try:
            judged = trials.judged(job)
            if judged[1].verdict is not Verdict.PASSED or job is not trials.plain[0]:
                return self._told(trials, *judged)
            failing = trials.failing_elsewhere()
            if failing is not None:
                return self._told(trials, *failing).in_world(failing[0].job.world.phrase)
            return self._under_schedules(trials, self._told(trials, *judged))
        except Exception:  # noqa: BLE001 - whatever it is, it must not be told as the learner's
            failure = examiner_error("the trial was not judged", traceback.format_exc())
            return broken(trials.check, failure, job.method)

    def _under_schedules(self, trials: Trials, told: Result) -> Result:
        """Return the result of a check that has passed: of it, or of a schedule that it fails."""
        tried = trials.under_schedules(shrinks=self._shrunk[trials.slug] < SHRUNK)
        if tried is None:
            return told
        if tried.shown is None:
            return replace(told, schedules=tried.plain)
        self._shrunk[trials.slug] += 1
        result = self._told(trials, *tried.shown)
        headline = f"{result.headline}, in {tried.failed} of {tried.number} schedules"
        return replace(result, headline=headline, schedules=tried.plain)

    def _told(self, trials: Trials, outcome: Outcome, finding: Finding) -> Result:
        rows = explain.waiting(outcome) if finding.verdict is not Verdict.PASSED else []
        if finding.verdict is Verdict.DEADLOCK and self._is_to_be_found_out(trials.slug):
            finding = Finding(finding.verdict, explain.WITHOUT_A_NAME)
            rows = [replace(row, why="") for row in rows]
        return _told(trials.check, outcome, finding, rows, self.terms.pictures)

    def _is_to_be_found_out(self, slug: str) -> bool:
        """Is the learner asked for the name of the mistake, and has not given it yet?"""
        revealing = self._revealing.get(slug)
        return (
            revealing is not None
            and slug not in self.told
            and revealing.judged(revealing.plain[0])[1].verdict is not Verdict.PASSED
        )

    def close(self) -> None:
        """End whatever still runs, unless the supervisor is somebody else's."""
        if self._owns_supervisor:
            self.supervisor.close()


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
        reveals=check.reveals,
        unusable=bool(outcome.of("unusable")),
        chronicle=chronicle(outcome, rows) if pictures else None,
    )


_loading = threading.Lock()
"""Held while a check file is loaded: another thread must not see half of it."""


def not_run(check: Check, exercise: Exercise) -> str:
    """Say in a sentence why a check is not run on this machine, `""` if it is."""
    if missing := lacking(exercise.needs):
        return (
            f"Exercise {exercise.number} is not run here, because {missing}: "
            f"nox -s grade -- {exercise.number} installs what can be installed."
        )
    if check.signals and (missing := lacking_signals()):
        return (
            f"Checks in which signals come are not run here, because {missing}: nothing can be "
            "earned by them."
        )
    return ""


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
