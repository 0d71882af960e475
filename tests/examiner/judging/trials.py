"""The trials of one check: the plain ones, then others, if the first of these passes."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from examiner.facts.environment import PORTABLE
from examiner.facts.job import Job, Limits
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Verdict
from examiner.facts.worlds import PLAIN, World
from examiner.judging import schedules, worlds
from examiner.judging.answers import Answer
from examiner.judging.judge import judge
from examiner.judging.schedules import Judged
from examiner.spec import EVERY, Check, Expectation
from examiner.supervisor import runs
from examiner.supervisor.client import Supervisor

SHARE_OF_TIMEOUT = 0.1
"""A trial's own deadline, as a share of pytest-timeout's: the rest is for load, and for ending
it."""

WALL_SHARE = 0.5
"""The same for the time that passes in all, however little of it the trial got a CPU."""

GRACE_SHARE = 0.25
"""The same for ending the trial and reporting it, on a machine that hardly gets on."""


@dataclass(frozen=True)
class Terms:
    """On what terms answers are examined."""

    answers: Path
    """The folder that they are in."""
    seed: int
    start_method: str | None = None
    """One of the three, `all`, or None for those that each check names."""
    pictures: bool = False
    """Does each result keep its chronicle?"""
    schedules: int = 0
    """Controlled schedules under which a check that passes is tried too."""
    worlds: int = 0
    """Other worlds in which it is."""


class Trials:
    """The trials of one check, of which each is judged once."""

    def __init__(
        self,
        slug: str,
        answer: Answer,
        check: Check,
        module: ModuleType,
        timeout: float,
        terms: Terms,
        supervisor: Supervisor,
        others: Sequence[World],
        turn: int,
        meanwhile: Callable[[], None],
    ) -> None:
        """`module` is the check's, `timeout` pytest-timeout's seconds, `others` are worlds.

        They are started after those of a lower `turn`. `meanwhile` is done while they are waited
        for.
        """
        self.slug = slug
        self._answer = answer
        self.check = check
        self._module = module
        self._timeout = timeout
        self._terms = terms
        self._supervisor = supervisor
        self._worlds = others
        self._turn = turn
        self._meanwhile = meanwhile
        self.plain = [self.job(method) for method in self._methods()]
        """One a start method."""
        self._further = False
        self._elsewhere: list[Job] = []
        """The first of these in other worlds."""
        self._controlled: list[Job] = []
        """The first of these under some schedules."""
        self._broken: Exception | None = None
        """Why there is none of either: a fault of ours."""
        self._outcomes: dict[str, Outcome] = {}
        """Trial → what came of it."""
        self._expected: dict[World, Sequence[Expectation]] = {}
        """What must hold in a world: to draw it may take as long as a trial."""

    def submit(self) -> None:
        """Queue the plain ones, and what else need not wait for them."""
        for job in self.plain:
            self._supervisor.submit(job)
        if self.check.waits:  # one after the other they would take long
            self._go_elsewhere(worlds.foreseen(self._worlds))

    def has_begun_to_tell(self) -> bool:
        """Is there a report of the first one, of which nothing has been made yet?"""
        return not self._further and self._supervisor.has_report(self.plain[0])

    def go_further(self) -> None:
        """Queue the others if the first plain one passes; wait for that."""
        if self._further:
            return
        self._further = True
        try:
            outcome, finding = self.judged(self.plain[0])
            if finding.verdict is Verdict.PASSED:
                begun = {job.world for job in self._elsewhere}
                others = [world for world in self._worlds if world not in begun]
                self._go_elsewhere(worlds.knowing(outcome, others))
                self._controlled = list(self._under_control())
        except Exception as error:  # noqa: BLE001 - it is told with the result
            self._broken = error
        for job in self._controlled:
            self._supervisor.submit(job)

    def _go_elsewhere(self, others: Iterable[World]) -> None:
        for world in others:
            job = self.job(self.plain[0].method, world)
            self._elsewhere.append(job)
            self._supervisor.submit(job)

    @property
    def most(self) -> int:
        """How many there are if the first one passes."""
        return len(self.plain) + len(self._worlds) + self._schedules

    @property
    def _schedules(self) -> int:
        beyond_control = self.check.volume or self.check.signals or self._clock == "real"
        return 0 if beyond_control else self._terms.schedules

    @property
    def _clock(self) -> str:
        return str(getattr(self._module, "CLOCK", "early"))

    def _under_control(self) -> Iterator[Job]:
        early = self._clock == "early"
        seed = f"{self._terms.seed} {self.slug} {self.check.name}"
        return schedules.jobs(self.plain[0], self._schedules, seed, early=early)

    def failing_elsewhere(self) -> Judged | None:
        """Return the first one that fails in another world, as plain a world as it fails in."""
        if self._broken is not None:
            raise self._broken
        for job in self._elsewhere:
            judged = self.judged(job)
            if judged[1].verdict is Verdict.PASSED:
                continue
            for world in () if judged[1].is_ours else job.world.simpler():
                alike = self._run(self.job(job.method, world))
                if alike[1].verdict is not Verdict.PASSED and not alike[1].is_ours:
                    return alike
            return judged
        return None

    def under_schedules(self, *, shrinks: bool) -> schedules.Tried | None:
        """Return what came of the schedules, None if none were tried."""
        if not self._controlled:
            return None
        judged = [self.judged(job) for job in self._controlled]
        return schedules.tried(judged, self._run if shrinks else None)

    def judged(self, job: Job) -> Judged:
        """Wait for a trial, and judge it."""
        if job.id not in self._outcomes:
            self._outcomes[job.id] = Outcome(job, self._supervisor.result(job, self._meanwhile))
        if job.world not in self._expected:
            trial = self.check.trial(self._terms.seed, self.slug, job.world)
            self._expected[job.world] = trial.expect
        outcome = self._outcomes[job.id]
        return outcome, judge(outcome, self._expected[job.world])

    def _run(self, job: Job) -> Judged:
        self._supervisor.submit(job)
        return self.judged(job)

    def job(self, method: str, world: World = PLAIN) -> Job:
        """Return a trial of the check, as it is in a world."""
        trial = self.check.trial(self._terms.seed, self.slug, world)
        timeout = self._timeout
        return Job(
            id=runs.new_name(),
            module=self.slug,
            answers=str(self._terms.answers),
            source=self._answer.source,
            trouble=self._answer.trouble,
            checks=os.path.dirname(os.path.abspath(str(self._module.__file__))),
            check_module=self._module.__name__,
            scene=trial.scene.__name__,
            contract=self._module.CONTRACT,
            inputs=trial.inputs,
            method=method,
            limits=Limits(
                deadline=timeout * SHARE_OF_TIMEOUT,
                wall=timeout * WALL_SHARE,
                grace=timeout * GRACE_SHARE,
            ),
            forbids=getattr(self._module, "FORBIDS", ()),
            may_raise=trial.may_raise,
            may_die=trial.may_die,
            crippled=trial.crippled,
            as_program=trial.as_program,
            world=world,
            turn=self._turn,
            waits=self.check.waits,
            portable=bool(os.environ.get(PORTABLE)),
        )

    def _methods(self) -> Sequence[str]:
        wish = self._terms.start_method
        wished = EVERY if wish == "all" else (wish,) if wish else self.check.methods
        here = multiprocessing.get_all_start_methods()
        return [method for method in wished if method in here] or ["spawn"]
