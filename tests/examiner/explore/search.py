"""Tries schedules of a program until one shows a fault, and makes that one short."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from examiner.supervisor.control.controller import Ending
from examiner.supervisor.control.points import Strategy
from examiner.supervisor.control.running import Played, Program, Runner
from examiner.supervisor.control.schedule import Replay
from examiner.supervisor.control.shrinking import Shrinking
from examiner.supervisor.control.staying import Deviation, Staying
from examiner.supervisor.control.strategies import DFS, FIRST, IN_TURN, SAMPLING

LONG = 200
"""Steps from which on a run counts as long: then it tries delays in between."""

DELAYS = (1, 2, 2, 3)
"""Of how many one of these is made."""

STRATEGIES = ("explore", *SAMPLING, "dfs")

STEPS = 100
"""About how many steps a run has, before one has been made."""

SHRINKING = 30.0
"""Seconds that making a schedule short may take, on a machine that hardly gets on."""


class Fault(NamedTuple):
    """What is wrong with a run."""

    kind: str
    """`deadlock`, `raise`, `exit`, `output`."""
    who: str = ""
    """The entity that it shows in, `""` if it is no single one."""
    what: str = ""
    """What it raises, or the exit code."""


class Plan(NamedTuple):
    """What is tried."""

    program: Program
    strategy: str = "explore"
    schedules: int = 200
    seconds: float = 20.0
    seed: str = "0"
    early: bool = True
    """May a finite wait run out whenever it could? Else only when nobody can go."""
    compares: bool = True
    """Is it a fault to print something else than the run before?"""
    bound: int = 1
    """Preemptions that `dfs` makes at most."""


@dataclass
class Searched:
    """What came of a search."""

    tried: int = 0
    seconds: float = 0.0
    fault: Fault | None = None
    shrunk: Played | None = None
    """A run that shows it: the first that did, or one with fewer deviations. It was watched."""
    repeated: bool = True
    """Did its schedule show the same once more?"""
    before: str | None = None
    """What the run before the failing one has printed, if that is compared."""
    rounds: int = 0
    """Runs that only went round."""
    cut: int = 0
    """Runs that waited too long for something that is not controlled."""
    notes: tuple[str, ...] = ()
    """What limits the claims, of all runs."""
    missed: int = 0
    """How often somebody could go on of whom that was not known, in all runs."""
    complete: bool = False
    """Has `dfs` been through all schedules at its bound?"""


def fault_of(played: Played, before: str | None = None) -> Fault | None:
    """Return what is wrong with a run; `before` is what the one before it has printed."""
    run = played.run
    if not run.is_decided:
        return None
    if run.ending is Ending.DEADLOCK:
        return Fault("deadlock")
    if run.raised:
        return Fault("raise", *run.raised[0])
    if played.code:
        return Fault("exit", "", str(played.code))
    if before is not None and played.printed != before:
        return Fault("output")
    return None


class Search:
    """A search for a schedule that shows a fault."""

    def __init__(
        self,
        plan: Plan,
        runner: Runner,
        tell: Callable[[str, float], None],
        *,
        shrinks: bool = True,
    ) -> None:
        """`tell` is called after each run with what is being done, and the seconds since begin.

        With `shrinks` what fails is made short.
        """
        self._shrinks = shrinks
        self._begun = time.monotonic()
        self._plan = plan
        self._runner = runner
        self._tell = tell
        self._steps = STEPS
        self._printed: str | None = None
        self._interruptions: Sequence[Deviation] = ()
        """Of the plain schedule."""
        self._notes: dict[str, None] = {}
        self.found = Searched()

    def run(self) -> Searched:
        """Search until a fault, or until as many schedules or seconds are used up as planned."""
        begun, found = self._begun, self.found
        strategies = self._strategies()
        for strategy in strategies:
            played = self._play(strategy)
            found.tried += 1
            found.seconds = time.monotonic() - begun
            found.rounds += played.run.ending is Ending.ROUND
            found.cut += played.run.ending is Ending.UNCONTROLLED
            self._tell(f"schedule {found.tried}", found.seconds)
            found.fault = fault_of(played, self._printed if self._plan.compares else None)
            if found.fault is not None:
                found.before = self._printed if found.fault.kind == "output" else None
                short = self._shrunk(played, found.fault) if self._shrinks else played
                found.shrunk = self._watched(short, found.fault)
                break
            if found.tried == 1:
                self._interruptions = played.run.interruptions
            if played.run.ending is Ending.ENDED:
                self._printed = played.printed
            if found.tried == self._plan.schedules or found.seconds > self._plan.seconds:
                break
        else:
            found.complete = self._plan.strategy == "dfs"
        found.notes = tuple(self._notes)
        return found

    def _play(self, strategy: Strategy) -> Played:
        played = self._runner.play(self._plan.program, strategy, early=self._plan.early)
        self._steps = max(self._steps if self.found.tried else 0, len(played.run.steps))
        self._notes |= dict.fromkeys(played.run.notes)
        self.found.missed += played.run.missed
        return played

    def _strategies(self) -> Iterator[Strategy]:
        plan = self._plan
        if plan.strategy == "dfs":
            yield from _every(DFS(plan.bound))
            return
        kinds: tuple[str, ...] = IN_TURN if plan.strategy == "explore" else (plan.strategy,)
        if plan.strategy != "explore":
            yield Staying()  # as it is meant, mostly: with this the others are compared
        else:
            for first in FIRST.values():
                yield first()
        if kinds == IN_TURN and self._steps >= LONG and self._interruptions:
            kinds = (*kinds, "delays")
        for number in range(plan.schedules):
            kind, seed = kinds[number % len(kinds)], f"{plan.seed}/{number}"
            yield self._delays(seed) if kind == "delays" else SAMPLING[kind](seed, self._steps)

    def _delays(self, seed: str) -> Staying:
        """Return the plain schedule with some interruptions: in long runs few others tell much."""
        chance = random.Random(f"delays/{seed}")
        count = min(chance.choice(DELAYS), len(self._interruptions))
        return Staying(chance.sample(self._interruptions, count))

    def _shrunk(self, failing: Played, fault: Fault) -> Played:
        return Shrinking[Played](
            play=self._deviating,
            fails=lambda played: self._fails_alike(played, fault),
            deviations=lambda played: [made.deviation for made in played.run.deviations],
            interruptions=lambda played: played.run.interruptions,
            seconds=SHRINKING,
        ).shortest(failing)

    def _deviating(self, deviations: Sequence[Deviation]) -> Played:
        self._tell("making it short", time.monotonic() - self._begun)
        return self._play(Staying(deviations))

    def _watched(self, failing: Played, fault: Fault) -> Played:
        """Return the same run again, with what was seen, or itself if it cannot be repeated."""
        replay = Replay(failing.run.schedule)
        played = self._runner.play(self._plan.program, replay, early=self._plan.early, watched=True)
        self.found.repeated = self._fails_alike(played, fault)
        return played if self.found.repeated else failing

    def _fails_alike(self, played: Played, fault: Fault) -> bool:
        found = fault_of(played, self._printed if self._plan.compares else None)
        return found is not None and found[:2] == fault[:2]


def _every(search: DFS) -> Iterator[Strategy]:
    yield search
    while search.advance():
        yield search
