"""Lets one entity go on at a time, and keeps the clock."""

import time
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter
from typing import Any

from examiner.facts import endings as seen
from examiner.facts.control import EARLY, ENDS, PATIENT, Ask, Flag
from examiner.supervisor.control.entities import Entity, State, Taken
from examiner.supervisor.control.hearing import Hearing
from examiner.supervisor.control.points import CLOCK, Point, Strategy
from examiner.supervisor.control.schedule import Diverged, Step
from examiner.supervisor.control.staying import Deviates, Deviation, deviations, interruptions

BEGINNING = 1000.0
"""Virtual seconds at which a run begins."""

STEP = 1e-5
"""Virtual seconds that a step takes."""

MOST_STEPS = 20_000
"""A run with more of them only goes round."""

MOST_WAITS = 400
"""Finite waits in a row that may run out with nothing else being done."""

REAL_STEP = 0.01
"""Seconds between two looks for what is not controlled."""

OUTSIDE = 10.0
"""Seconds that is waited for what is not controlled."""


UNDER_WAY = 0.25
"""Seconds that TCP may hold back what has been sent."""


class Ending(StrEnum):
    """How a run ended."""

    ENDED = "ended"
    """All processes are at their end."""
    DEADLOCK = "deadlock"
    """Nobody can go on, each having tried again."""
    ROUND = "goes round"
    """It went on for very many steps, or only waits ran out."""
    DIVERGED = "diverged"
    """It did not go the way of the schedule."""
    UNCONTROLLED = "uncontrolled"
    """It waits for something that is not controlled."""


@dataclass
class Run:
    """What came of one run under control."""

    ending: Ending = Ending.ENDED
    detail: str = ""
    steps: list[Taken] = field(default_factory=list)
    points: list[tuple[Point, str]] = field(default_factory=list)
    """Each point with what was chosen there."""
    waiting: list[tuple[str, Taken]] = field(default_factory=list)
    """In a deadlock: who waits, and for what."""
    notes: list[str] = field(default_factory=list)
    """What a claim has to be limited for."""
    raised: list[tuple[str, str]] = field(default_factory=list)
    """Which entity has raised what, that nobody caught."""
    failures: list[str] = field(default_factory=list)
    """Faults of our own."""
    roles: dict[str, str] = field(default_factory=dict)
    """Entity → how a person calls it."""
    threads: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Entity → the pid of its process, and the name of its thread, `""` for a main thread."""
    ended: float = BEGINNING
    """When it ended, in virtual seconds."""
    missed: int = 0
    """How often somebody could go on of whom that was not known: each is a fault of ours."""

    def report(self) -> dict[str, Any]:
        """Return what a supervisor reports of a controlled trial, in virtual time."""
        endings = {Ending.ENDED: seen.Ending.SELF, Ending.DEADLOCK: seen.Ending.PROOF}
        return {
            "begun": int(BEGINNING * 1e9), "ended": int(self.ended * 1e9), "proof": True,
            "ending": endings.get(self.ending, seen.Ending.DEADLINE),
            "control": {
                "ending": self.ending, "decided": self.is_decided, "notes": self.notes,
                "threads": self.threads, "roles": self.roles,
                "steps": [
                    [s.who, s.kind, s.wants.keys, s.what, s.place, s.text, s.outcome,
                     int(s.now * 1e9)] for s in self.steps
                ],
                "missed": self.missed,
                "interruptions": self.interruptions,
                "deviations": [[d.step, *d.deviation, d.interrupts] for d in self.deviations],
            },
        }  # fmt: skip

    @property
    def is_decided(self) -> bool:
        """Can something be said of it? Of what goes round, or waits for something else, nothing."""
        waits = self.ending is Ending.DEADLOCK
        return self.ending is Ending.ENDED or (waits and not self.notes)

    @property
    def deviations(self) -> list[Deviates]:
        """Return where it goes otherwise than the plain schedule."""
        return deviations(self.points)

    @property
    def interruptions(self) -> list[Deviation]:
        """Return the ways to interrupt it on lines of the program."""
        own = {number for number, step in enumerate(self.steps) if step.place}
        return interruptions(self.points, own)

    @property
    def schedule(self) -> tuple[Step, ...]:
        """Return the same as a schedule's steps."""
        return tuple(Step(s.who, s.kind, s.what, s.place) for s in self.steps)


_TIME = Ask(0, "", [], [], None, False, "", "", "", [], "", 0.0, False)

_by_name = attrgetter("name")


def _who_can(living: list[Entity]) -> tuple[list[Entity], list[Entity]]:
    """Return who can go on, by name, and whose wait could run out."""
    ready, timed = [], []
    for entity in living:
        if entity.state is State.READY:
            ready.append(entity)
        elif entity.state is State.WAITING and entity.wants.deadline is not None:
            timed.append(entity)
    if len(ready) > 1:
        ready.sort(key=_by_name)
    return ready, timed


class Controller:
    """One run of a program."""

    def __init__(self, hearing: Hearing, strategy: Strategy, *, early: bool = True) -> None:
        """With `early` a finite wait may run out whenever it could, else only if nobody can go."""
        self.hearing = hearing
        self.strategy = strategy
        self.early = early
        self.outcome = Run()
        self._idle = 0
        self._strange = 0.0
        """Since when it is waited for what nobody controls, by the real clock."""
        self.hearing.now = BEGINNING

    def run(self) -> Run:
        """Let the program run to its end, or to where it cannot go on."""
        try:
            self._run()
        except TimeoutError:
            self._end(Ending.UNCONTROLLED, "it took too long")
        found = self.outcome
        found.notes += self.hearing.notes
        found.failures += self.hearing.failures
        found.ended = self.hearing.now
        found.raised += self.hearing.raised
        called: dict[tuple[str, ...], str] = {}
        for step in [*found.steps, *(step for _, step in found.waiting)]:
            keys = tuple(step.wants.keys)
            if keys not in called:
                called[keys] = self._called(keys)
            step.what = step.what or called[keys]
        for name, entity in self.hearing.entities.items():
            found.roles[name] = entity.shown
            found.threads[name] = entity.process.pid, entity.role
        return found

    def _run(self) -> None:
        while True:
            self.hearing.settle()
            living = self.hearing.living()
            if not living or not self._go_on(living):
                break

    def _go_on(self, living: list[Entity]) -> bool:
        """Make one choice; False if there is none, and the run has ended."""
        ready, timed = _who_can(living)
        if not ready and self.hearing.has_strangers():
            return self._wait_for_strangers(timed)
        if not ready and not timed:
            return self._nobody_can(living)
        if ready:
            timed = [e for e in timed if self.early and not e.wants.is_patient]
        if len(self.outcome.steps) >= MOST_STEPS or (not ready and self._idle > MOST_WAITS):
            return self._end(Ending.ROUND)
        expiring = min(timed, key=lambda e: (e.wants.deadline, e.name)) if timed else None
        point = Point(
            len(self.outcome.steps), {e.name: e.operation for e in ready},
            expiring.name if expiring else "",
        )  # fmt: skip
        try:
            chosen = self.strategy.choose(point)
        except Diverged as diverged:
            return self._end(Ending.DIVERGED, str(diverged))
        self.outcome.points.append((point, chosen))
        if chosen == CLOCK and expiring is not None:
            self._let_expire(expiring, early=bool(ready))
        else:
            self._grant(self.hearing.entities[chosen])
        return True

    def _end(self, ending: Ending, detail: str = "") -> bool:
        self.outcome.ending, self.outcome.detail = ending, detail
        return False

    def _nobody_can(self, living: list[Entity]) -> bool:
        if self.hearing.listen(0):
            return True  # somebody has come whom nobody announced
        if any(e.state is State.OUTSIDE for e in living):
            return self._hear_from_outside() or self._end(Ending.UNCONTROLLED)
        if self._try_again(living) or self._try_sockets_again(living):
            return True
        self.outcome.waiting = [(e.shown, Taken(e.name, e.wants, self.hearing.now)) for e in living]
        return self._end(Ending.DEADLOCK)

    def _wait_for_strangers(self, timed: list[Entity]) -> bool:
        """Let everybody go by the real clock, as what nobody controls does."""
        self._strange = self._strange or time.monotonic()
        if time.monotonic() - self._strange > OUTSIDE:
            return self._end(Ending.UNCONTROLLED)
        self.hearing.listen(REAL_STEP)
        self.hearing.now += REAL_STEP
        for entity in timed:
            if (entity.wants.deadline or 0.0) <= self.hearing.now:
                entity.state, entity.is_expired = State.READY, True
        self.hearing.let_all_try()
        return True

    def _hear_from_outside(self) -> bool:
        limit = time.monotonic() + OUTSIDE
        while time.monotonic() < limit:
            self.hearing.look_whether_to_end()
            if self.hearing.listen():
                return True
        return False

    def _try_again(self, living: list[Entity]) -> bool:
        """Let each that waits try once more; return whether anybody can go on."""
        for entity in sorted(living, key=lambda e: e.name):
            if entity.state is not State.WAITING or entity.has_tried:
                continue
            entity.has_tried = True
            before = len(self.outcome.steps)
            self._grant(entity)
            self.hearing.settle()
            if entity.state is State.WAITING:
                del self.outcome.steps[before:]  # nothing has happened
            else:
                self.outcome.missed += not self.hearing.has_had_strangers()
                return True
        return any(e.state is State.READY for e in living)

    def _try_sockets_again(self, living: list[Entity]) -> bool:
        """Do so a moment later if somebody waits at a socket: what was sent may be under way."""
        waiting = [e for e in living if any(key[0] in "nl" for key in e.keys)]
        if not waiting:
            return False
        time.sleep(UNDER_WAY)
        for entity in waiting:
            entity.has_tried = False
        before = self.outcome.missed
        goes_on = self._try_again(living)
        self.outcome.missed = before  # we could not know
        return goes_on

    def _let_expire(self, entity: Entity, *, early: bool) -> None:
        self.hearing.now = max(self.hearing.now, entity.wants.deadline or 0.0)
        entity.state, entity.is_expired = State.READY, True
        self._idle += 1
        time_passes = _TIME._replace(kind=f"{entity.wants.kind}{ENDS}", text=entity.wants.text)
        outcome = PATIENT if entity.wants.is_patient else EARLY if early else ""
        step = Taken(CLOCK, time_passes, self.hearing.now, entity.name, outcome)
        self.outcome.steps.append(step)

    def _called(self, keys: tuple[str, ...]) -> str:
        of = self.hearing.names.of
        return ", ".join(dict.fromkeys(of(key) for key in keys if key))

    def _grant(self, entity: Entity) -> None:
        self.hearing.now += STEP
        if not entity.is_expired and entity.wants.kind != "poll":
            self._idle = 0
        entity.step = Taken(entity.name, entity.wants, self.hearing.now)
        self.outcome.steps.append(entity.step)
        entity.state = State.RUNNING
        if entity.wants.kind.startswith("kill"):
            self.hearing.will_be_signalled(int(entity.wants.keys[0][1:]))
        self.hearing.answer(entity, self._flag(entity))

    def _flag(self, entity: Entity) -> Flag:
        for key in entity.wants.keys:
            if key.startswith("p") and key != "p*" and self.hearing.is_gone(int(key[1:])):
                return Flag.IS_DEAD
        return Flag.TIME_IS_UP if entity.is_expired else Flag.GRANTED
