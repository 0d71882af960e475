"""The schedule that is taken for the plain one, and what another one does otherwise.

Whoever goes, goes on until it cannot, or only looks again and again. Then somebody goes who is at
the same object, as whoever is to answer it; else the next by name. Whoever was interrupted by a
deviation comes after all others (delay bounding, Emmi et al., POPL 2011); time goes on last.

Any run is that with some deviations: the fewer, the more each of them tells.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterable
from typing import NamedTuple

from examiner.supervisor.control.points import (
    CLOCK,
    LOAD,
    MOST_LOADS,
    MOST_POLLS,
    POLLS,
    YIELD,
    Point,
)


class Deviation(NamedTuple):
    """Somebody goes who would not."""

    who: str
    """Who went last, `""` at the beginning."""
    steps: int
    """How many steps it had made: what others do meanwhile does not change that."""
    instead: str
    """Who goes now, or CLOCK."""


class Deviates(NamedTuple):
    """A deviation of a run."""

    step: int
    """At which step."""
    deviation: Deviation
    interrupts: bool
    """Could the one who went last have gone on?"""


class Staying:
    """Stays with whoever goes, but for the deviations that it is given, as far as they come up."""

    def __init__(self, deviations: Iterable[Deviation] = ()) -> None:
        """Nobody goes yet."""
        self.made: list[Deviates] = []
        self._current, self._polled = "", False
        self._objects: frozenset[str] = frozenset()
        self._looks: Counter[str] = Counter()
        """Instruction → how often it has only looked since others went."""
        self._interrupted: set[str] = set()
        self._steps: Counter[str] = Counter()
        self._wanted: dict[tuple[str, int], deque[str]] = {}
        for who, steps, instead in deviations:
            self._wanted.setdefault((who, steps), deque()).append(instead)

    def choose(self, point: Point) -> str:
        """Choose who was chosen last, if that can be and leads anywhere."""
        chosen = self._usual(point)
        wanted = self._wanted.get((self._current, self._steps[self._current]))
        while wanted:
            if (instead := wanted.popleft()) in point.choices:
                chosen = instead
                break
        self.note(point, chosen)
        return chosen

    def note(self, point: Point, chosen: str) -> None:
        """Take note of a choice, whoever has made it."""
        if chosen != self._usual(point):
            if self._goes_on(point) and chosen != CLOCK:
                self._interrupted.add(self._current)
            deviation = Deviation(self._current, self._steps[self._current], chosen)
            self.made.append(Deviates(point.step, deviation, self._goes_on(point)))
        self._interrupted.discard(chosen)
        if chosen != CLOCK:
            does = point.able[chosen]
            if chosen != self._current:
                self._looks.clear()
            self._current = chosen
            self._looks[does.spot] += does.kind in POLLS or does.kind == LOAD
            most = MOST_LOADS if does.kind == LOAD else MOST_POLLS
            self._polled = does.kind == YIELD or self._looks[does.spot] >= most
            self._objects = does.objects
            self._steps[chosen] += 1

    def _goes_on(self, point: Point) -> bool:
        return self._current in point.able and not self._polled

    def _usual(self, point: Point) -> str:
        if self._goes_on(point):
            return self._current
        others = [name for name in point.able if name != self._current]
        timely = [name for name in others if name not in self._interrupted]
        near = [name for name in timely if point.able[name].objects & self._objects]
        later = [name for name in timely if name > self._current]
        return (near or later or timely or point.choices)[0]


def deviations(points: Iterable[tuple[Point, str]]) -> list[Deviates]:
    """Return where a run deviates; `points` are its, with what was chosen there."""
    staying = Staying()
    for point, chosen in points:
        staying.note(point, chosen)
    return staying.made


CHANGES = frozenset({"send", "store", "acquire", "release", "try", "write", "kill"})
"""Operations that change what others see."""


def interruptions(points: Iterable[tuple[Point, str]], own: Collection[int]) -> list[Deviation]:
    """Return the ways to interrupt a run just before somebody changes something.

    `own` are the numbers of the steps on lines of the program. Who goes instead is at something
    else: whoever only serves the one that is interrupted is not between anything.
    """
    steps: Counter[str] = Counter()
    objects: frozenset[str] = frozenset()
    found = []
    for point, who in points:
        if who in point.able:
            does = point.able[who]
            if point.step in own and does.kind in CHANGES:
                near = does.objects | objects
                others = [name for name, its in point.able.items() if not its.objects & near]
                found += [Deviation(who, steps[who], name) for name in others if name != who]
                found += [Deviation(who, steps[who], CLOCK)] if point.expiring else []
            objects = does.objects
        steps[who] += 1
    return found
